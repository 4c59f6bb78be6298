/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton;

import io.imgapi.sandbox.Accounts;
import io.imgapi.sandbox.triton.ufds.Keys;
import java.util.Map;
import java.util.Optional;

/** Takes keys from UFDS to the Manta, as its authentication cache does. */
final class AccountKeysOfManta implements Keys {
  private final Accounts accounts;
  private final Map<String, String> logins;

  /** Takes the logins of those accounts that Manta has, by their uuid. */
  AccountKeysOfManta(Accounts accounts, Map<String, String> logins) {
    this.accounts = accounts;
    this.logins = logins;
  }

  @Override
  public void added(String user, String openssh) {
    Optional.ofNullable(logins.get(user)).ifPresent(name -> accounts.addKey(name, openssh));
  }

  @Override
  public void removed(String user, String md5) {
    Optional.ofNullable(logins.get(user)).ifPresent(name -> accounts.removeKey(name, md5));
  }
}
