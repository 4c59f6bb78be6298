/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.zoneconfig;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the certificates of a PEM file from the private key beside them. */
final class Certificates {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN CERTIFICATE-----\\R(?:[A-Za-z0-9+/=]+\\R)+-----END CERTIFICATE-----");

  private Certificates() {}

  /** The certificates alone; empty where there is none. */
  static byte[] of(byte[] pem) {
    StringBuilder certificates = new StringBuilder();
    Matcher blocks = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    while (blocks.find()) {
      certificates.append(blocks.group()).append('\n');
    }
    return certificates.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
