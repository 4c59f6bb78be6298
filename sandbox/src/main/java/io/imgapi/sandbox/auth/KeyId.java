/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.auth;

import io.imgapi.sandbox.account.Account;
import io.imgapi.sandbox.account.AccountKeys;
import io.imgapi.sandbox.account.SshPublicKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A key id as it travels: {@code /account/keys/fingerprint} or {@code /account/user/keys/...}.
 *
 * @param account the account's login
 * @param user the subuser's login, or empty
 * @param fingerprint the MD5 fingerprint
 */
record KeyId(String account, Optional<String> user, String fingerprint) {

  static KeyId parse(String text) {
    String[] parts = text.split("/", -1);
    boolean plain = parts.length == 4 && parts[2].equals("keys");
    boolean sub = parts.length == 5 && parts[3].equals("keys");
    if (!parts[0].isEmpty() || !(plain || sub)) {
      throw invalid();
    }
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].isEmpty()) {
        throw invalid();
      }
      parts[i] = decode(parts[i]);
    }
    return new KeyId(
        parts[1], sub ? Optional.of(parts[2]) : Optional.empty(), parts[parts.length - 1]);
  }

  /** Finds the key, or fails as manta-protocol.md 2.5 says. */
  SshPublicKey resolve(AccountKeys accounts) {
    Account holder =
        accounts
            .account(account)
            .orElseThrow(
                () -> AuthFailure.forbidden("AccountDoesNotExist", account + " does not exist"));
    if (user.isPresent()) {
      throw AuthFailure.forbidden(
          "UserDoesNotExist", account + "/" + user.get() + " does not exist");
    }
    if (!holder.approved()) {
      throw AuthFailure.forbidden("AccountBlocked", account + " is not an active account");
    }
    SshPublicKey key = holder.keys().get(fingerprint);
    if (key == null) {
      throw unknownKey();
    }
    return key;
  }

  AuthFailure unknownKey() {
    return AuthFailure.forbidden(
        "KeyDoesNotExist", "/" + account + "/keys/" + fingerprint + " does not exist");
  }

  private static String decode(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw invalid();
    }
  }

  private static AuthFailure invalid() {
    return AuthFailure.forbidden("InvalidKeyId", "the KeyId token you provided is invalid");
  }
}
