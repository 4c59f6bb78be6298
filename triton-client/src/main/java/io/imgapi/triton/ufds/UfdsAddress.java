/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.ufds;

import io.imgapi.triton.Secret;

/**
 * Where a UFDS is and who asks it (triton-apis.md 3.1).
 *
 * @param host a name or an address
 * @param bindDn for example {@code cn=root}
 * @param pin SHA-256 of its certificate, hex in lower case; empty: whichever it shows is believed,
 *     as the original tools do
 */
public record UfdsAddress(String host, int port, String bindDn, Secret password, String pin) {
  /** The port of LDAP over TLS. */
  public static final int LDAPS = 636;
}
