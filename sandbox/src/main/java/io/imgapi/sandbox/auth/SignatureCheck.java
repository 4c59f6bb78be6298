/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.imgapi.sandbox.account.SshPublicKey;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;

/** Verifies one signature with the JDK. */
final class SignatureCheck {

  private SignatureCheck() {}

  static boolean holds(
      SignatureAlgorithm algorithm, SshPublicKey key, String text, String base64Signature) {
    if (algorithm.type() != key.type()) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(algorithm.javaName());
      verifier.initVerify(key.key());
      verifier.update(text.getBytes(UTF_8));
      return verifier.verify(Base64.getDecoder().decode(base64Signature));
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      return false;
    }
  }
}
