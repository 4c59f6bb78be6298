/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.auth;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A parsed {@code Authorization: Signature} header.
 *
 * @param parameters every parameter by name
 */
record AuthorizationHeader(Map<String, String> parameters) {

  private static final String SCHEME = "Signature ";

  static boolean isSignature(String value) {
    return value.startsWith(SCHEME);
  }

  /**
   * Parses {@code name="value"} pairs, joined by one comma and no space (manta-protocol.md 2.1).
   */
  static AuthorizationHeader parse(String value) {
    return parse(value, SignatureAlgorithm::named);
  }

  /** The same for a server that knows other algorithms. */
  static AuthorizationHeader parse(
      String value, Function<String, Optional<SignatureAlgorithm>> algorithms) {
    Map<String, String> parameters = new HashMap<>();
    int at = SCHEME.length();
    while (true) {
      int equals = value.indexOf('=', at);
      if (equals <= at || !isName(value, at, equals) || equals + 1 >= value.length()) {
        throw AuthFailure.invalidHeader("bad param format");
      }
      String name = value.substring(at, equals);
      int end;
      if (value.charAt(equals + 1) == '"') {
        end = value.indexOf('"', equals + 2);
        if (end < 0) {
          throw AuthFailure.invalidHeader("bad param format");
        }
        parameters.put(name, value.substring(equals + 2, end));
        end++;
      } else {
        end = equals + 1;
        while (end < value.length() && Character.isDigit(value.charAt(end))) {
          end++;
        }
        if (end == equals + 1) {
          throw AuthFailure.invalidHeader("bad param format");
        }
        parameters.put(name, value.substring(equals + 1, end));
      }
      if (end == value.length()) {
        break;
      }
      if (value.charAt(end) != ',') {
        throw AuthFailure.invalidHeader("bad param format");
      }
      at = end + 1;
    }
    return checked(new AuthorizationHeader(Map.copyOf(parameters)), algorithms);
  }

  private static boolean isName(String value, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = value.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
        return false;
      }
    }
    return true;
  }

  private static AuthorizationHeader checked(
      AuthorizationHeader header, Function<String, Optional<SignatureAlgorithm>> algorithms) {
    for (String needed : new String[] {"keyId", "algorithm", "signature"}) {
      if (header.parameters.getOrDefault(needed, "").isEmpty()) {
        throw AuthFailure.invalidHeader(needed + " was not specified");
      }
    }
    if (algorithms.apply(header.algorithm()).isEmpty()) {
      throw AuthFailure.invalidHeader(header.algorithm() + " is not supported");
    }
    return header;
  }

  String keyId() {
    return parameters.get("keyId");
  }

  String algorithm() {
    return parameters.get("algorithm");
  }

  String signature() {
    return parameters.get("signature");
  }

  /** Returns the lower-case names of the signed headers; a default where the client named none. */
  String[] headers(RequestHead request) {
    String named = parameters.get("headers");
    if (named == null) {
      return new String[] {request.header("x-date").isPresent() ? "x-date" : "date"};
    }
    return named.toLowerCase(Locale.ROOT).split(" ");
  }
}
