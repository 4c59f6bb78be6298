/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

/** A key is not the one that a key id names. */
public final class KeyMismatchException extends MantaKeyException {
  private final String wanted;
  private final String actual;

  KeyMismatchException(String origin, String wanted, SshPublicKey key) {
    super(
        Reason.MISMATCH,
        origin + " holds the key " + key.md5() + " (" + key.sha256() + "), not " + wanted);
    this.wanted = wanted;
    this.actual = key.md5();
  }

  /** The key id that was asked for, as given. */
  public String wanted() {
    return wanted;
  }

  /** MD5 fingerprint of the key that is there. */
  public String actual() {
    return actual;
  }
}
