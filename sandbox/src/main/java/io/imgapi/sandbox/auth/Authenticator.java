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
import java.util.Optional;
import java.util.Set;

/** Finds out who sends a request, in the order of manta-protocol.md 2.5. */
public final class Authenticator {

  /** How far a request's date may lie from the server's clock, either way. */
  public static final Duration LARGEST_SKEW = Duration.ofMinutes(5);

  private static final Set<String> DATE_ONLY = Set.of("date");

  private final AccountKeys accounts;
  private final VerifiedHeaders verified = new VerifiedHeaders();
  private final PresignedUrl presigned;

  /** Takes the keys to check against. */
  public Authenticator(AccountKeys accounts) {
    this.accounts = accounts;
    this.presigned = new PresignedUrl(accounts);
  }

  /**
   * Returns who sends the request; {@link Caller#ANONYMOUS} when it carries no credentials.
   *
   * @param now the server's time
   * @param keyUnknown answer as if the key had not reached this server yet
   * @throws AuthFailure when there are credentials and they do not hold, or the date is too old
   */
  public Caller authenticate(RequestHead request, Instant now, boolean keyUnknown) {
    Optional<String> date = request.header("date");
    Optional<String> authorization = request.header("authorization");
    if (authorization.isPresent() && date.isPresent() && !keyUnknown) {
      Optional<VerifiedHeaders.Verified> known =
          verified.find(authorization.get(), date.get(), accounts.revision());
      if (known.isPresent()) {
        checkAge(known.get().date(), now);
        checkSkew(known.get().date(), now);
        return known.get().caller();
      }
    }
    date.flatMap(HttpDate::parse).ifPresent(sent -> checkAge(sent, now));
    if (authorization.isPresent()) {
      return signed(request, authorization.get(), now, keyUnknown);
    }
    if (presigned.isPresent(request)) {
      return presigned.verify(request, now);
    }
    return Caller.ANONYMOUS;
  }

  private Caller signed(
      RequestHead request, String authorization, Instant now, boolean keyUnknown) {
    if (!AuthorizationHeader.isSignature(authorization)) {
      throw otherScheme(authorization);
    }
    AuthorizationHeader header = AuthorizationHeader.parse(authorization);
    String text = SigningString.of(request, header);
    String date = request.header("x-date").or(() -> request.header("date")).orElseThrow();
    Instant sent =
        HttpDate.parse(date)
            .orElseThrow(() -> AuthFailure.invalidHeader(date + " is not a valid date"));
    checkSkew(sent, now);
    SignatureAlgorithm algorithm = SignatureAlgorithm.named(header.algorithm()).orElseThrow();
    if (!algorithm.allowed()) {
      throw new AuthFailure(
          401, "InvalidAlgorithm", header.algorithm() + " is not a supported signing algorithm");
    }
    KeyId keyId = KeyId.parse(header.keyId());
    long revision = accounts.revision();
    SshPublicKey key = keyId.resolve(accounts);
    if (keyUnknown) {
      throw keyId.unknownKey();
    }
    if (!SignatureCheck.holds(algorithm, key, text, header.signature())) {
      throw AuthFailure.forbidden(
          "InvalidSignature", "the signature we calculated does not match the one you sent");
    }
    Caller caller = new Caller(keyId.account());
    if (Set.of(header.headers(request)).equals(DATE_ONLY)) {
      verified.remember(
          authorization, date, new VerifiedHeaders.Verified(caller, keyId, sent, revision));
    }
    return caller;
  }

  private static AuthFailure otherScheme(String authorization) {
    int space = authorization.indexOf(' ');
    if (space <= 0) {
      return AuthFailure.invalidHeader("Authorization must be \"scheme credentials\"");
    }
    String scheme = authorization.substring(0, space);
    if (scheme.equals("Token")) {
      return AuthFailure.forbidden(
          "InvalidAuthenticationToken", "the authentication token you provided is malformed");
    }
    if (scheme.equalsIgnoreCase("Signature")) {
      return AuthFailure.invalidHeader("scheme was not \"Signature\"");
    }
    return AuthFailure.forbidden(
        "AuthorizationSchemeNotAllowed", scheme + " is not a supported authorization scheme");
  }

  private static void checkAge(Instant sent, Instant now) {
    if (Duration.between(sent, now).compareTo(LARGEST_SKEW) > 0) {
      throw new AuthFailure(400, "RequestExpired", "the Date header (" + sent + ") is too old");
    }
  }

  private static void checkSkew(Instant sent, Instant now) {
    long seconds = Math.abs(Duration.between(sent, now).toSeconds());
    if (seconds > LARGEST_SKEW.toSeconds()) {
      throw AuthFailure.invalidHeader(
          "clock skew of " + seconds + "s was greater than " + LARGEST_SKEW.toSeconds() + "s");
    }
  }
}
