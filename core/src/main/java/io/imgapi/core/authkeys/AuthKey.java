/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.authkeys;

import java.util.Optional;

/**
 * A line of a key file that is meant to be a key.
 *
 * @param user whose key it is
 * @param source where the file comes from
 * @param line number of the line, from 1 on
 * @param key what the line says; empty where it is no public key
 * @param problem why the service cannot verify this user by it; empty where it can
 */
public record AuthKey(
    String user, Source source, int line, Optional<PublicKey> key, Optional<String> problem) {

  /** Where a key file comes from. */
  public enum Source {
    /** An operator's, on this machine. */
    LOCAL,
    /** Fetched from Manta by the service, which overwrites it. */
    MANTA
  }

  /**
   * A public key in words.
   *
   * @param type for example {@code ssh-rsa}
   * @param sha256 fingerprint as OpenSSH prints it
   * @param md5 fingerprint in hex pairs with colons
   * @param comment empty where there is none
   */
  public record PublicKey(String type, String sha256, String md5, String comment) {}

  /** Whether the service verifies signatures of this key. */
  public boolean isVerifiable() {
    return problem.isEmpty();
  }
}
