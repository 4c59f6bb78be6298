/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the TLS front end listens: as its own configuration says (operator-scripts.md 7.5). */
final class TlsFrontEnd {
  private static final String CONFIGURATION = "/opt/smartdc/imgapi/etc/standalone/haproxy.cfg";
  private static final Pattern BIND =
      Pattern.compile("(?m)^\\s*bind\\s+(\\S*):(\\d{1,5})\\b[^\\n#]*\\sssl\\b");
  private static final String STANDARD = "https://127.0.0.1:443";

  private TlsFrontEnd() {}

  /**
   * Its address; empty where none can be known, which is below another root only.
   *
   * @param port given by an operator
   */
  static Optional<String> address(Scene scene, OptionalInt port) {
    Optional<Matcher> bound =
        scene.text(scene.layout().resolve(CONFIGURATION)).map(BIND::matcher).filter(Matcher::find);
    if (port.isPresent()) {
      String host = bound.map(m -> reachable(m.group(1))).orElse("127.0.0.1");
      return Optional.of("https://" + host + ":" + port.getAsInt());
    }
    return bound
        .map(m -> "https://" + reachable(m.group(1)) + ":" + m.group(2))
        .or(() -> scene.layout().isSystemRoot() ? Optional.of(STANDARD) : Optional.empty());
  }

  /** An address that stands for all is asked on loopback. */
  static String reachable(String host) {
    if (host.isEmpty() || host.equals("*") || host.equals("0.0.0.0") || host.equals("::")) {
      return "127.0.0.1";
    }
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
