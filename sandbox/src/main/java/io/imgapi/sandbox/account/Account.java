/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.account;

import java.util.Map;

/**
 * An account.
 *
 * @param login its name on the wire
 * @param approved whether it may use the services; otherwise they answer {@code AccountBlocked}
 * @param keys its public keys by MD5 fingerprint (colon-separated lower-case hex), the only form in
 *     which key ids travel (manta-protocol.md 2.3)
 */
public record Account(String login, boolean approved, Map<String, SshPublicKey> keys) {

  /** Copies the keys. */
  public Account {
    keys = Map.copyOf(keys);
  }
}
