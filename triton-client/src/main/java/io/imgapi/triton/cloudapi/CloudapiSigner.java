/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.cloudapi;

/** Signs calls as an account; the private key stays with it (triton-apis.md 11). */
public interface CloudapiSigner {

  /** The login of the account. */
  String login();

  /** MD5 fingerprint of the key, hex with colons. */
  String fingerprint();

  /** Name of the algorithm on the wire, for example {@code ecdsa-sha256}. */
  String algorithm();

  /** The signature of these bytes. */
  byte[] sign(byte[] data);
}
