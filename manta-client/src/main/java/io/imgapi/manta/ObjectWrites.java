/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.error.BadAnswerException;
import io.imgapi.manta.error.CorruptException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** PUT and DELETE of objects. */
final class ObjectWrites {
  private final Attempts attempts;
  private final long expectFrom;

  /**
   * Makes it.
   *
   * @param expectFrom bytes from which on a body waits for the server's 100 Continue
   */
  ObjectWrites(Attempts attempts, long expectFrom) {
    this.attempts = attempts;
    this.expectFrom = expectFrom;
  }

  PutResult put(MantaPath path, byte[] bytes, PutOptions options) {
    String md5 = options.contentMd5().isEmpty() ? Md5.base64(bytes) : options.contentMd5();
    try {
      return put(path, MantaBody.of(bytes), options.contentMd5(md5));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can always be read", e);
    }
  }

  PutResult put(MantaPath path, MantaBody body, PutOptions options) throws IOException {
    Ask ask =
        new Ask("PUT", path)
            .when(options.condition())
            .header("Content-Type", options.contentType())
            .header("Content-Disposition", options.contentDisposition())
            .header("Content-MD5", options.contentMd5())
            .headers(options.metadata())
            .body(body)
            .patient(body.length() < 0 || body.length() >= expectFrom)
            .accepting(204);
    if (options.durability() != 0) {
      ask.header("Durability-Level", Integer.toString(options.durability()));
    }
    if (options.contentMd5().isEmpty() && !options.hashedByCaller()) {
      ask.hashingBody();
    }
    return send(ask, options.contentMd5());
  }

  /** Sends a body and proves that what arrived is what was sent. */
  PutResult send(Ask ask, String knownMd5) throws IOException {
    try {
      return attempts.perform(ask, answer -> proven(answer, knownMd5));
    } catch (BodyFailed e) {
      throw e.rethrow();
    }
  }

  private static PutResult proven(Answer answer, String knownMd5) {
    String computed = answer.header("Computed-MD5");
    String hashed = answer.sentBody().isHashed() ? answer.sentBody().md5() : computed;
    String sent = knownMd5.isEmpty() ? hashed : knownMd5;
    String etag = answer.header("Etag");
    if (etag.isEmpty()) {
      throw new BadAnswerException(answer.facts("", "stored, but the answer has no etag"), null);
    }
    if (computed.isEmpty() && knownMd5.isEmpty()) {
      throw new BadAnswerException(
          answer.facts("", "stored as " + etag + ", but the answer has no Computed-MD5"), null);
    }
    if (!computed.isEmpty() && !computed.equals(sent)) {
      throw new CorruptException(answer.facts("", ""), etag, sent, computed);
    }
    return new PutResult(etag, sent, answer.sentBody().sent());
  }

  DeleteResult delete(MantaPath path, Condition condition) {
    Ask ask =
        new Ask("DELETE", path).when(condition).body(MantaBody.of(new byte[0])).accepting(204, 404);
    return attempts.perform(ask, this::deleted);
  }

  private DeleteResult deleted(Answer answer) {
    if (answer.status() == 204) {
      return new DeleteResult(false);
    }
    if (answer.afterLostAnswer()) {
      return new DeleteResult(true);
    }
    throw new ErrorAnswers(attempts.clock()).read(answer).toException(false);
  }

  String putMetadata(
      MantaPath path, String contentType, Map<String, String> metadata, Condition condition) {
    PutOptions checked = PutOptions.standard().metadata(metadata);
    // Any Content-Length, even 0, is refused here (manta-protocol.md 3.8): so chunked and empty.
    Ask ask =
        new Ask("PUT", path)
            .query("metadata=true")
            .when(condition)
            .header("Content-Type", contentType)
            .headers(checked.metadata())
            .body(MantaBody.writtenRepeatably(-1, out -> {}))
            .accepting(204);
    return attempts.perform(ask, answer -> answer.header("Etag"));
  }
}
