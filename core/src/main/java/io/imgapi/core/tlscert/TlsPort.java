/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.tlscert;

import io.imgapi.core.host.HostFiles;
import io.imgapi.core.instance.InstanceLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the front end listens for TLS. */
public final class TlsPort {
  private static final String FRONT_END_CONFIG = "/opt/smartdc/imgapi/etc/standalone/haproxy.cfg";
  private static final String VARIABLE = "IMGAPI_HTTPS_PORT";
  private static final Pattern BIND =
      Pattern.compile("(?m)^\\s*bind\\s+\\S*:(\\d{1,5})\\s.*\\bssl\\b");
  private static final int MOST = 1 << 20;
  private static final int USUAL = 443;
  private static final int LARGEST = 65_535;

  private TlsPort() {}

  /**
   * The port: what {@code IMGAPI_HTTPS_PORT} says, else what the zone's front end is configured to,
   * else 443.
   */
  public static int of(HostFiles files, InstanceLayout layout, Map<String, String> environment) {
    String given = environment.getOrDefault(VARIABLE, "");
    if (given.matches("\\d{1,5}") && isPort(Integer.parseInt(given))) {
      return Integer.parseInt(given);
    }
    return files
        .read(layout.resolve(FRONT_END_CONFIG), MOST)
        .map(bytes -> BIND.matcher(new String(bytes, StandardCharsets.UTF_8)))
        .filter(Matcher::find)
        .map(bind -> Integer.parseInt(bind.group(1)))
        .filter(TlsPort::isPort)
        .orElse(USUAL);
  }

  private static boolean isPort(int number) {
    return number > 0 && number <= LARGEST;
  }
}
