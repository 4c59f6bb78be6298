/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The text that a signature covers (manta-protocol.md 2.1). */
final class SigningString {

  private SigningString() {}

  static String of(RequestHead request, AuthorizationHeader authorization) {
    String[] names = authorization.headers(request);
    String date = request.header("x-date").isPresent() ? "x-date" : "date";
    if (!Arrays.asList(names).contains(date)) {
      throw AuthFailure.invalidHeader(date + " was not a signed header");
    }
    return String.join(
        "\n", Arrays.stream(names).map(name -> line(name, request, authorization)).toList());
  }

  private static String line(String name, RequestHead request, AuthorizationHeader authorization) {
    return switch (name) {
      case "request-line" -> request.method() + " " + target(request) + " HTTP/1.1";
      case "(request-target)" ->
          "(request-target): " + request.method().toLowerCase(Locale.ROOT) + " " + target(request);
      case "(keyid)" -> "(keyid): " + authorization.keyId();
      case "(algorithm)" -> "(algorithm): " + authorization.algorithm();
      case "(opaque)", "(created)", "(expires)" -> parameter(name, authorization);
      default ->
          name
              + ": "
              + request
                  .header(name)
                  .orElseThrow(() -> AuthFailure.invalidHeader(name + " was not in the request"));
    };
  }

  private static String parameter(String name, AuthorizationHeader authorization) {
    String bare = name.substring(1, name.length() - 1);
    String value = authorization.parameters().get(bare);
    if (value == null || !List.of("opaque", "created", "expires").contains(bare)) {
      throw AuthFailure.invalidHeader(name + " was not in the parameters");
    }
    return name + ": " + value;
  }

  private static String target(RequestHead request) {
    return request.rawPath() + request.rawQuery().map(query -> "?" + query).orElse("");
  }
}
