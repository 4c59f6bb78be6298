/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

import java.util.Locale;
import java.util.regex.Pattern;

/** A fingerprint somebody typed, in one of the forms the Manta tools accept. */
record KeyId(String text, boolean sha256) {
  private static final Pattern MD5 = Pattern.compile("([0-9a-f]{2}:){15}[0-9a-f]{2}");
  private static final Pattern SHA256 = Pattern.compile("[A-Za-z0-9+/]{43}");

  static KeyId parse(String keyId) {
    String given = keyId.strip();
    if (given.toUpperCase(Locale.ROOT).startsWith("SHA256:")) {
      String hash = given.substring(7).replaceAll("=+$", "");
      if (SHA256.matcher(hash).matches()) {
        return new KeyId("SHA256:" + hash, true);
      }
    } else {
      String hex = given.toLowerCase(Locale.ROOT);
      hex = hex.startsWith("md5:") ? hex.substring(4) : hex;
      if (MD5.matcher(hex).matches()) {
        return new KeyId(hex, false);
      }
    }
    throw new MantaKeyException(
        MantaKeyException.Reason.BAD_KEY_ID,
        "not a key id: '" + given + "'; 16 hex pairs with colons or SHA256:... expected");
  }

  boolean names(SshPublicKey key) {
    return text.equals(sha256 ? key.sha256() : key.md5());
  }
}
