/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** What a cache belongs to, in a form that tells nobody the owner's token. */
public final class Tie {
  private Tie() {}

  /**
   * The tie to an area.
   *
   * @param rootDir the area
   * @param token what this instance owns it with; empty where it does not own it yet
   */
  public static String of(String rootDir, Optional<String> token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String both = rootDir + "\n" + token.orElse("");
      return HexFormat.of().formatHex(digest.digest(both.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
