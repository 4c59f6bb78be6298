/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request, before it has an address.
 *
 * @param method of HTTP
 * @param path below the service's base, encoded
 * @param query names and values, not encoded yet
 * @param body JSON; empty for none
 * @param safe whether it changes nothing, so that it may be sent again
 * @param limit how long it may take in all, and then it is not sent again; empty for the usual time
 */
public record Call(
    String method,
    String path,
    List<Map.Entry<String, String>> query,
    Optional<JsonNode> body,
    boolean safe,
    Optional<Duration> limit) {

  public Call {
    query = List.copyOf(query);
  }

  /** A question. */
  public static Call get(String path) {
    return new Call("GET", path, List.of(), Optional.empty(), true, Optional.empty());
  }

  /** A change. */
  public static Call post(String path) {
    return new Call("POST", path, List.of(), Optional.empty(), false, Optional.empty());
  }

  /** A change. */
  public static Call put(String path) {
    return new Call("PUT", path, List.of(), Optional.empty(), false, Optional.empty());
  }

  /** A removal. */
  public static Call delete(String path) {
    return new Call("DELETE", path, List.of(), Optional.empty(), false, Optional.empty());
  }

  /** The same with one more parameter. */
  public Call with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(query);
    more.add(Map.entry(name, value));
    return new Call(method, path, more, body, safe, limit);
  }

  /** The same with one more parameter, where there is a value. */
  public Call with(String name, Optional<String> value) {
    return value.map(text -> with(name, text)).orElse(this);
  }

  /** The same with a body. */
  public Call saying(JsonNode json) {
    return new Call(method, path, query, Optional.of(json), safe, limit);
  }

  /** The same, sent once and given up after this time. */
  public Call onceWithin(Duration time) {
    return new Call(method, path, query, body, safe, Optional.of(time));
  }
}
