/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.error.BadAnswerException;
import io.imgapi.manta.error.ConflictException;
import io.imgapi.manta.error.CorruptException;
import io.imgapi.manta.error.UnreachableException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;

/** The content of one object, continued where a connection breaks, checked at the end. */
final class ResumingStream extends InputStream {
  private final Attempts attempts;
  private final MantaStat stat;
  private final boolean resume;
  private final MessageDigest digest;
  private final String expectedMd5;
  private Answer answer;
  private long position;
  private long toSkip;
  private int failuresWithoutProgress;
  private boolean ended;

  ResumingStream(
      Attempts attempts,
      Answer answer,
      MantaStat stat,
      GetOptions options,
      long offset,
      boolean ended) {
    this.attempts = attempts;
    this.answer = answer;
    this.stat = stat;
    this.resume = options.resume();
    this.position = offset;
    this.expectedMd5 = options.expectedMd5().isEmpty() ? stat.md5() : options.expectedMd5();
    // With an offset the first bytes are the caller's: without a seed there is nothing to compare.
    this.digest = digest(options, offset);
    if (ended) {
      finish();
    }
  }

  private static MessageDigest digest(GetOptions options, long offset) {
    boolean wanted = offset == 0 && !options.hashedByCaller();
    return options.seed() == null && wanted ? Md5.digest() : options.seed();
  }

  /** Bytes still to come; -1 where the server did not say. */
  long remaining() {
    return stat.size() < 0 ? -1 : stat.size() - position;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (ended || length == 0) {
      return length == 0 ? 0 : -1;
    }
    while (true) {
      try {
        int count = readOnce(bytes, offset, length);
        if (count > 0) {
          return count;
        }
        if (count < 0 && (stat.size() < 0 || position >= stat.size())) {
          finish();
          return -1;
        }
        if (count < 0) {
          throw new EOFException("the body ended after " + position + " of " + stat.size());
        }
      } catch (IOException e) {
        continueAfter(e);
      }
    }
  }

  /** Reads once; 0 after skipping bytes that are already known. */
  private int readOnce(byte[] bytes, int offset, int length) throws IOException {
    if (toSkip > 0) {
      byte[] known = new byte[(int) Math.min(toSkip, 64 * 1024)];
      int skipped = answer.stream().read(known, 0, known.length);
      toSkip -= Math.max(0, skipped);
      return skipped < 0 ? -1 : 0;
    }
    int count = answer.stream().read(bytes, offset, length);
    if (count > 0) {
      position += count;
      failuresWithoutProgress = 0;
      if (digest != null) {
        digest.update(bytes, offset, count);
      }
    }
    return count;
  }

  private void continueAfter(IOException broken) {
    Ask first = answer.ask();
    answer.abandon();
    if (Thread.currentThread().isInterrupted()) {
      attempts.pause(first, 1, "interrupted", Duration.ZERO);
    }
    failuresWithoutProgress++;
    if (!resume
        || stat.etag().isEmpty()
        || failuresWithoutProgress >= attempts.policy().maxAttempts()) {
      throw new UnreachableException(
          first.unanswered("the body broke at byte " + position + ": " + broken.getMessage()),
          false,
          broken);
    }
    attempts.pause(
        first,
        failuresWithoutProgress,
        "body broke at byte " + position,
        attempts.delayAfter(failuresWithoutProgress, Duration.ZERO));
    reopen();
  }

  private void reopen() {
    Ask ask =
        new Ask("GET", stat.path())
            .when(Condition.ifMatch(stat.etag()))
            .header("Range", position == 0 ? "" : "bytes=" + position + "-")
            .accepting(206, 200);
    try {
      answer = attempts.open(ask);
    } catch (ConflictException e) {
      throw e.kind() == ConflictException.Kind.CONDITION
          ? new ConflictException(e.request(), ConflictException.Kind.CHANGED)
          : e;
    }
    if (!answer.header("Etag").equals(stat.etag())) {
      answer.abandon();
      throw new ConflictException(
          answer.facts("", "it has another etag now"), ConflictException.Kind.CHANGED);
    }
    // A server may ignore the range and start at the beginning.
    toSkip = answer.status() == 200 ? position : 0;
    if (answer.status() == 206) {
      checkRange();
    }
  }

  private void checkRange() {
    ContentRange range = ContentRange.parse(answer.header("Content-Range"));
    if (range == null
        || range.first() != position
        || (stat.size() >= 0 && range.total() != stat.size())) {
      answer.abandon();
      throw new BadAnswerException(answer.facts("", "another range came than was asked for"), null);
    }
  }

  private void finish() {
    ended = true;
    answer.close();
    if (stat.size() >= 0 && position != stat.size()) {
      throw corrupt(stat.size() + " bytes", position + " bytes");
    }
    if (digest != null && !expectedMd5.isEmpty()) {
      String actual = Base64.getEncoder().encodeToString(digest.digest());
      if (!actual.equals(expectedMd5)) {
        throw corrupt(expectedMd5, actual);
      }
    }
  }

  private CorruptException corrupt(String expected, String actual) {
    return new CorruptException(answer.facts("", ""), stat.etag(), expected, actual);
  }

  @Override
  public void close() {
    if (ended) {
      answer.close();
    } else {
      ended = true;
      answer.abandon();
    }
  }
}
