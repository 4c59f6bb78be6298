/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes what may be a private key in a text: a PEM block of one, or so much base64 or hex that
 * it could be, unless it is an SSH public key.
 */
public final class KeyMaterial {
  private static final Pattern LONG = Pattern.compile("[A-Za-z0-9+/]{64,}={0,2}");
  private static final Pattern PUBLIC =
      Pattern.compile("(?:ssh-|ecdsa-sha2-|sk-ssh-|sk-ecdsa-sha2-)[a-z0-9@.-]+");
  private static final int LONGEST_TYPE = 64;

  private KeyMaterial() {}

  /** Whether a text holds something that may be a private key. */
  public static boolean isIn(String text) {
    String plain = text.toUpperCase(Locale.ROOT);
    if (plain.contains("PRIVATE KEY") || plain.contains("PRIVATE-LINES")) {
      return true;
    }
    Matcher runs = LONG.matcher(text);
    while (runs.find()) {
      if (!isPublicKey(runs.group())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a run of base64 is an SSH public key, which begins with its type. */
  private static boolean isPublicKey(String base64) {
    byte[] blob;
    try {
      blob = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return false;
    }
    int length = ByteBuffer.wrap(blob).getInt();
    if (length < 1 || length > Math.min(LONGEST_TYPE, blob.length - Integer.BYTES)) {
      return false;
    }
    String type = new String(blob, Integer.BYTES, length, StandardCharsets.US_ASCII);
    return PUBLIC.matcher(type).matches();
  }
}
