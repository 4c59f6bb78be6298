/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Cross-origin answers from the stored headers of an entry (manta-protocol.md 3.9). */
final class Cors {

  private static final String PREFIX = "access-control-";
  private static final String ORIGIN = "access-control-allow-origin";
  private static final String METHODS = "access-control-allow-methods";
  private static final String EXPOSE = "access-control-expose-headers";

  private Cors() {}

  /** Puts stored headers on an answer; those about origins only where they apply. */
  static void putStored(Exchange exchange, Map<String, String> stored) {
    stored.forEach(
        (name, value) -> {
          if (!name.startsWith(PREFIX)) {
            exchange.put(name, value);
          }
        });
    Optional<String> origin = exchange.header("origin");
    if (origin.isEmpty() || !allows(stored.get(ORIGIN), origin.get())) {
      return;
    }
    String methods = stored.get(METHODS);
    if (methods != null && !allows(methods, exchange.method())) {
      return;
    }
    exchange.put(ORIGIN, origin.get());
    if (methods != null) {
      exchange.put(METHODS, methods);
    }
    if (stored.containsKey(EXPOSE)) {
      exchange.put(EXPOSE, stored.get(EXPOSE));
    }
  }

  /** Returns whether a stored comma list holds a value or a star. */
  static boolean allows(String list, String value) {
    return list != null
        && Arrays.stream(list.split(","))
            .map(String::strip)
            .anyMatch(item -> item.equals("*") || item.equals(value));
  }
}
