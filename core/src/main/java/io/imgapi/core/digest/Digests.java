/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest algorithms in use; every Java platform has them. */
public final class Digests {
  private Digests() {}

  /** A new MD5 computation: what Manta proves objects by. */
  public static MessageDigest md5() {
    return named("MD5");
  }

  /** A new SHA-1 computation: what image manifests prove image files by. */
  public static MessageDigest sha1() {
    return named("SHA-1");
  }

  private static MessageDigest named(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }
}
