/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox;

import io.imgapi.sandbox.account.KeyDirectory;
import io.imgapi.sandbox.account.SshPublicKey;

/** The accounts of a running sandbox. */
public final class Accounts {

  private final KeyDirectory keys;

  Accounts(KeyDirectory keys) {
    this.keys = keys;
  }

  /**
   * Makes an account without keys; nothing happens when it exists.
   *
   * @throws IllegalArgumentException when the name cannot be an account's
   */
  public void createAccount(String login) {
    keys.createAccount(login);
  }

  /**
   * Puts a public key on an account, which is made where there is none. It counts at once.
   *
   * @param publicKeyLine in OpenSSH's form, such as {@code ssh-rsa AAAA... comment}
   * @return the key, with both fingerprints
   * @throws IllegalArgumentException when the line is not a supported public key
   */
  public SshPublicKey addKey(String login, String publicKeyLine) {
    return keys.addKey(login, publicKeyLine);
  }

  /** Takes a key, named by its MD5 fingerprint, off an account; nothing happens without it. */
  public void removeKey(String login, String md5Fingerprint) {
    keys.removeKey(login, md5Fingerprint);
  }
}
