/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request. */
record Query(Map<String, List<String>> values) {

  static Query parse(String query) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&")) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        values
            .computeIfAbsent(name, unused -> new ArrayList<>())
            .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return new Query(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return text;
    }
  }

  /** Returns the last value; empty when the parameter is absent. */
  Optional<String> get(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** Returns the last value; empty when the parameter is absent or has no text. */
  Optional<String> text(String name) {
    return get(name).filter(value -> !value.isEmpty());
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /**
   * Returns a truth value; empty when the parameter is absent.
   *
   * @throws ApiError when it is neither true nor false
   */
  Optional<Boolean> truth(String name) {
    return get(name)
        .map(
            value -> {
              if (!value.equals("true") && !value.equals("false")) {
                throw ApiError.invalidParameter(
                    "invalid value for \"" + name + "\": \"" + value + "\"", name);
              }
              return Boolean.parseBoolean(value);
            });
  }

  /**
   * Returns an account's uuid; empty when the parameter is absent.
   *
   * @throws ApiError when it is no uuid
   */
  Optional<String> account() {
    Optional<String> account = text("account");
    if (account.isPresent() && !Image.isUuid(account.get())) {
      throw ApiError.invalidParameter(
          "invalid \"account\": not a UUID: \"" + account.get() + "\"", "account");
    }
    return account;
  }
}
