/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.auth;

import io.imgapi.sandbox.account.AccountKeys;
import io.imgapi.sandbox.account.SshPublicKey;
import java.time.Duration;
import java.time.Instant;

/** Finds out who sends a request to CloudAPI, which nobody may ask unsigned (triton-apis.md 11). */
public final class CloudapiSignature {
  private final AccountKeys accounts;

  /** Takes the keys to check against. */
  public CloudapiSignature(AccountKeys accounts) {
    this.accounts = accounts;
  }

  /**
   * Returns who sends the request.
   *
   * @param now the server's time
   * @throws AuthFailure when there is no signature, or it does not hold, or it is too old
   */
  public Caller verify(RequestHead request, Instant now) {
    String authorization =
        request
            .header("authorization")
            .filter(AuthorizationHeader::isSignature)
            .orElseThrow(() -> AuthFailure.invalidHeader("a signature is required"));
    AuthorizationHeader header =
        AuthorizationHeader.parse(authorization, SignatureAlgorithm::inCloudapi);
    String text = SigningString.of(request, header);
    String date = request.header("x-date").or(() -> request.header("date")).orElseThrow();
    Instant sent =
        HttpDate.parse(date)
            .orElseThrow(() -> AuthFailure.invalidHeader(date + " is not a valid date"));
    if (Duration.between(sent, now).abs().compareTo(Authenticator.LARGEST_SKEW) > 0) {
      throw AuthFailure.invalidHeader("the clock skew of " + date + " is too great");
    }
    KeyId keyId = KeyId.parse(header.keyId());
    SshPublicKey key = keyId.resolve(accounts);
    SignatureAlgorithm algorithm = SignatureAlgorithm.inCloudapi(header.algorithm()).orElseThrow();
    if (!SignatureCheck.holds(algorithm, key, text, header.signature())) {
      throw AuthFailure.forbidden("InvalidSignature", "the signature does not match");
    }
    return new Caller(keyId.account());
  }
}
