/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.imgapi;

/** Signs a request as a user of the service. It accepts RSA and DSA keys only. */
public interface RequestSigner {

  /** The user, which is the key id too. */
  String user();

  /** Name of the algorithm on the wire, for example {@code rsa-sha256}. */
  String algorithm();

  /** The signature of these bytes. */
  byte[] sign(byte[] data);
}
