/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;

/**
 * An answer of Manta's that was read to its end.
 *
 * @param what the call that it answers
 * @param status the HTTP status
 * @param text the body
 */
record MantaReply(String what, int status, String text) {

  static MantaReply of(HttpURLConnection call, String what) throws IOException {
    int status = status(call);
    try (InputStream body = status >= 400 ? call.getErrorStream() : call.getInputStream()) {
      String text = body == null ? "" : new String(body.readAllBytes(), UTF_8);
      return new MantaReply(what, status, text);
    }
  }

  static int status(HttpURLConnection call) throws IOException {
    int status = call.getResponseCode();
    if (status < 0) {
      throw new IOException("the answer is not HTTP");
    }
    return status;
  }

  /** Returns Manta's code of an error; empty when the answer has none. */
  String code() {
    try {
      return JsonText.parse(text).path("code").asText("");
    } catch (JsonProcessingException notJson) {
      return "";
    }
  }

  /**
   * Accepts one status only.
   *
   * @throws StorageFailure for every other
   */
  void require(int wanted) {
    if (status >= 500) {
      throw StorageFailure.down("Manta answered " + status + " to " + what, null);
    }
    if (status != wanted) {
      throw StorageFailure.refused("Manta answered " + status + " " + code() + " to " + what);
    }
  }
}
