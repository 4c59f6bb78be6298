/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/**
 * The state of a multipart upload, as {@code GET .../state} shows it (manta-protocol.md 3.11).
 *
 * @param id its uuid
 * @param state {@code created} or {@code done}
 * @param type once it is over: {@code commit} or {@code abort}
 * @param result once it is over: {@code committed} or {@code aborted}
 * @param partsDirectory where its parts are
 * @param targetObject the decoded path of the object to be
 * @param headers the headers given at its creation, names in lower case
 * @param numCopies durability
 * @param creationTimeMs milliseconds since the epoch
 * @param partsMD5Summary after a commit: base64 of the MD5 of the etags of its parts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "id",
  "state",
  "type",
  "result",
  "partsDirectory",
  "targetObject",
  "headers",
  "numCopies",
  "creationTimeMs",
  "partsMD5Summary"
})
record UploadRecord(
    String id,
    String state,
    String type,
    String result,
    String partsDirectory,
    String targetObject,
    Map<String, Object> headers,
    int numCopies,
    long creationTimeMs,
    String partsMD5Summary) {

  static UploadRecord created(
      String id,
      String partsDirectory,
      String targetObject,
      Map<String, Object> headers,
      int numCopies,
      long creationTimeMs) {
    return new UploadRecord(
        id,
        "created",
        null,
        null,
        partsDirectory,
        targetObject,
        headers,
        numCopies,
        creationTimeMs,
        null);
  }

  UploadRecord committed(String summary) {
    return over("commit", "committed", summary);
  }

  UploadRecord aborted() {
    return over("abort", "aborted", null);
  }

  private UploadRecord over(String how, String outcome, String summary) {
    return new UploadRecord(
        id,
        "done",
        how,
        outcome,
        partsDirectory,
        targetObject,
        headers,
        numCopies,
        creationTimeMs,
        summary);
  }

  /** Returns what is shown of it: the parts of a finished upload are nobody's business. */
  UploadRecord shown() {
    if (!isOver()) {
      return this;
    }
    return new UploadRecord(
        id,
        state,
        null,
        result,
        null,
        targetObject,
        headers,
        numCopies,
        creationTimeMs,
        partsMD5Summary);
  }

  boolean isOver() {
    return !state.equals("created");
  }

  boolean wasAborted() {
    return "aborted".equals(result);
  }
}
