/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.store.Entry;
import java.util.Map;
import java.util.Optional;

/** OPTIONS (manta-protocol.md 3.9): always 200; allowed or not shows in the headers. */
final class Preflight implements Operation {

  @Override
  public void run(Exchange exchange, Target target) {
    Optional<String> origin = exchange.header("origin");
    Optional<String> method = exchange.header("access-control-request-method");
    Optional<Entry> rules =
        method.filter("PUT"::equals).isPresent() && !target.isRoot()
            ? exchange.context().tree().find(target.path().parent().orElseThrow())
            : target.entry();
    Map<String, String> stored = rules.map(Entry::headers).orElse(Map.of());
    if (origin.isPresent()
        && method.isPresent()
        && Cors.allows(stored.get("access-control-allow-origin"), origin.get())
        && Cors.allows(stored.getOrDefault("access-control-allow-methods", "*"), method.get())) {
      exchange.put("access-control-allow-origin", origin.get());
      exchange.put("access-control-allow-methods", method.get());
      copy(exchange, stored, "access-control-allow-headers");
      copy(exchange, stored, "access-control-max-age");
    }
    exchange.put("Content-Length", "0");
    Answer.empty(exchange, 200);
  }

  private static void copy(Exchange exchange, Map<String, String> stored, String name) {
    if (stored.containsKey(name)) {
      exchange.put(name, stored.get(name));
    }
  }
}
