/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.error.BadAnswerException;
import io.imgapi.manta.error.MantaException;
import io.imgapi.manta.error.RefusedException;

/** HEAD and GET. */
final class ObjectReads {
  private final Attempts attempts;

  ObjectReads(Attempts attempts) {
    this.attempts = attempts;
  }

  MantaStat stat(MantaPath path, Condition condition) {
    try {
      return attempts.perform(
          new Ask("HEAD", path).when(condition).accepting(200), StatReader::read);
    } catch (RefusedException refused) {
      throw refused.code().isEmpty() ? explained(path, condition, refused) : refused;
    }
  }

  /** A HEAD's answer has no body, so a GET is asked why (as mls does, manta-protocol.md 3.2). */
  private MantaException explained(MantaPath path, Condition condition, RefusedException refused) {
    try {
      Ask ask =
          new Ask("GET", path).when(condition).header("Range", "bytes=0-0").accepting(200, 206);
      attempts.open(ask).abandon();
      return refused;
    } catch (RefusedException explained) {
      return explained;
    } catch (MantaException other) {
      refused.addSuppressed(other);
      return refused;
    }
  }

  MantaDownload get(MantaPath path, GetOptions options) {
    if (options.offset() > 0) {
      return ranged(path, options);
    }
    Ask ask = new Ask("GET", path).when(options.condition()).accepting(200);
    return opened(attempts.open(ask), options, 0);
  }

  private MantaDownload ranged(MantaPath path, GetOptions options) {
    Ask ask =
        new Ask("GET", path)
            .when(options.condition())
            .header("Range", "bytes=" + options.offset() + "-")
            .accepting(206, 416);
    Answer answer = attempts.open(ask);
    if (answer.status() == 416) {
      return nothingLeft(answer, options);
    }
    ContentRange range = ContentRange.parse(answer.header("Content-Range"));
    if (range == null || range.first() != options.offset()) {
      answer.abandon();
      throw new BadAnswerException(answer.facts("", "another range came than was asked for"), null);
    }
    return opened(answer, options, options.offset());
  }

  /** The caller has all bytes already: Manta refuses a range that starts at the end. */
  private MantaDownload nothingLeft(Answer answer, GetOptions options) {
    try (answer) {
      ContentRange range = ContentRange.parse(answer.header("Content-Range"));
      if (range == null || range.total() != options.offset()) {
        throw new RefusedException(
            answer.facts("RangeNotSatisfiable", "the object ends before " + options.offset()));
      }
      MantaStat headers = StatReader.read(answer);
      MantaStat stat =
          new MantaStat(
              headers.path(),
              EntryType.OBJECT,
              headers.etag(),
              range.total(),
              "",
              "",
              "",
              headers.lastModified(),
              -1,
              headers.metadata(),
              -1,
              headers.serverTime());
      return new MantaDownload(
          stat, new ResumingStream(attempts, answer, stat, options, options.offset(), true));
    }
  }

  private MantaDownload opened(Answer answer, GetOptions options, long offset) {
    MantaStat stat = StatReader.read(answer);
    if (stat.isDirectory()) {
      answer.abandon();
      throw new RefusedException(
          answer.facts(RefusedException.NOT_AN_OBJECT, "the path names a directory"));
    }
    if (offset == 0 && stat.md5().isEmpty() && options.expectedMd5().isEmpty()) {
      answer.abandon();
      throw new BadAnswerException(
          answer.facts("", "no Content-MD5, so the content cannot be checked"), null);
    }
    return new MantaDownload(
        stat, new ResumingStream(attempts, answer, stat, options, offset, false));
  }

  /** The whole of a small object. */
  byte[] bytes(MantaPath path, int max) {
    try (MantaDownload download = get(path, GetOptions.standard())) {
      return download.readAll(max);
    }
  }
}
