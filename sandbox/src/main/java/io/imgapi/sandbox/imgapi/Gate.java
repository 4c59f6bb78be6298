/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import io.imgapi.sandbox.account.SshPublicKey;
import java.time.Clock;
import java.util.Optional;

/** Decides who may come in. Without authentication everybody may, and nobody is known. */
final class Gate {

  private final boolean signed;
  private final AuthKeys keys;
  private final Clock clock;

  Gate(boolean signed, AuthKeys keys, Clock clock) {
    this.signed = signed;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Lets everybody in who does not claim to be somebody; a claim has to hold.
   *
   * @throws ApiError 401 when it does not
   */
  void passive(Exchange exchange) {
    Optional<String> authorization = exchange.header("authorization");
    if (signed && authorization.isPresent()) {
      exchange.setUser(userOf(exchange, authorization.get()));
    }
  }

  /**
   * Lets in who proves to be a known user.
   *
   * @throws ApiError 401 for everybody else
   */
  void strict(Exchange exchange) {
    passive(exchange);
    if (signed && exchange.user().isEmpty()) {
      throw ApiError.unauthorized("Unauthorized");
    }
  }

  private String userOf(Exchange exchange, String authorization) {
    HttpSignature signature = HttpSignature.of(exchange, authorization, clock.instant());
    for (SshPublicKey key : keys.of(signature.keyId())) {
      if (signature.isBy(key)) {
        return signature.keyId();
      }
    }
    throw ApiError.unauthorized("Unauthorized");
  }
}
