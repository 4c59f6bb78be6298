/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a service says.
 *
 * @param body null for none
 */
public record Answer(int status, JsonNode body, Map<String, String> headers) {

  /** 200 with this. */
  public static Answer ok(JsonNode body) {
    return new Answer(200, body, Map.of());
  }

  /** A status with this. */
  public static Answer of(int status, JsonNode body) {
    return new Answer(status, body, Map.of());
  }

  /** A status without a body. */
  public static Answer empty(int status) {
    return new Answer(status, null, Map.of());
  }

  /** The same with one more header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, body, more);
  }
}
