/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
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
 * @param hidden what a failure must not repeat, although a service may
 */
public record Call(
    String method,
    String path,
    List<Map.Entry<String, String>> query,
    Optional<JsonNode> body,
    boolean safe,
    Optional<Duration> limit,
    List<String> hidden) {
  private static final int SHORTEST_HIDDEN = 6;

  public Call {
    query = List.copyOf(query);
    hidden = List.copyOf(hidden);
  }

  private static Call of(String method, String path, boolean safe) {
    return new Call(method, path, List.of(), Optional.empty(), safe, Optional.empty(), List.of());
  }

  /** A question. */
  public static Call get(String path) {
    return of("GET", path, true);
  }

  /** A change. */
  public static Call post(String path) {
    return of("POST", path, false);
  }

  /** A change. */
  public static Call put(String path) {
    return of("PUT", path, false);
  }

  /** A removal. */
  public static Call delete(String path) {
    return of("DELETE", path, false);
  }

  /** The same with one more parameter. */
  public Call with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(query);
    more.add(Map.entry(name, value));
    return new Call(method, path, more, body, safe, limit, hidden);
  }

  /** The same with one more parameter, where there is a value. */
  public Call with(String name, Optional<String> value) {
    return value.map(text -> with(name, text)).orElse(this);
  }

  /** The same with a body. */
  public Call saying(JsonNode json) {
    return new Call(method, path, query, Optional.of(json), safe, limit, hidden);
  }

  /** The same, sent once and given up after this time. */
  public Call onceWithin(Duration time) {
    return new Call(method, path, query, body, safe, Optional.of(time), hidden);
  }

  /**
   * The same; the values of this object may be secrets, and no failure repeats them. Services do,
   * where they say what they could not use. Very short ones are words that mean other things, too.
   */
  public Call hiding(JsonNode values) {
    List<String> more = new ArrayList<>(hidden);
    for (JsonNode value : values) {
      value
          .asText()
          .lines()
          .map(String::strip)
          .filter(line -> line.length() >= SHORTEST_HIDDEN)
          .forEach(
              line -> {
                more.add(line);
                more.add(new String(JsonStringEncoder.getInstance().quoteAsString(line)));
              });
    }
    return new Call(method, path, query, body, safe, limit, more);
  }

  /** A service's words without what is hidden. */
  String cleaned(String words) {
    String clean = words;
    for (String one : hidden) {
      clean = clean.replace(one, "(hidden)");
    }
    return clean;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
