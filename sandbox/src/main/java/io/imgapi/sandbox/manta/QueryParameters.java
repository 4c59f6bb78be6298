/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query; of a repeated one the last counts. */
record QueryParameters(Map<String, String> values) {

  private static final QueryParameters NONE = new QueryParameters(Map.of());

  static QueryParameters parse(String query) {
    if (query == null || query.isEmpty()) {
      return NONE;
    }
    Map<String, String> values = new HashMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      values.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return new QueryParameters(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return text;
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Returns a value, or empty when it is absent or has no text. */
  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }
}
