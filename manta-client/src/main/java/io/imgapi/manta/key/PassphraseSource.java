/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.key;

/** Supplies the passphrase of an encrypted key; asked only if there is one to open. */
@FunctionalInterface
public interface PassphraseSource {

  /**
   * The passphrase.
   *
   * @param keyName the file, for a prompt
   * @return wiped by the reader of the key after use; empty where there is none to offer
   */
  char[] passphraseFor(String keyName);

  /** Has none: an encrypted key is then {@link MantaKeyException.Reason#PASSPHRASE_NEEDED}. */
  static PassphraseSource none() {
    return keyName -> new char[0];
  }

  /** Always this one. */
  static PassphraseSource of(char[] passphrase) {
    char[] kept = passphrase.clone();
    return keyName -> kept.clone();
  }
}
