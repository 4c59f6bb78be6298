/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.auth;

import io.imgapi.sandbox.account.AccountKeys;
import io.imgapi.sandbox.account.SshPublicKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests that carry their proof in the query (manta-protocol.md 2.7). */
final class PresignedUrl {

  private static final List<String> TRIGGERS =
      List.of("expires", "signature", "keyId", "algorithm");

  private final AccountKeys accounts;

  PresignedUrl(AccountKeys accounts) {
    this.accounts = accounts;
  }

  boolean isPresent(RequestHead request) {
    String query = request.rawQuery().orElse("");
    return !query.isEmpty() && parameters(query).keySet().stream().anyMatch(TRIGGERS::contains);
  }

  Caller verify(RequestHead request, Instant now) {
    Map<String, String> query = parameters(request.rawQuery().orElse(""));
    String[] methods = query.getOrDefault("method", request.method()).split(",");
    Arrays.sort(methods);
    if (!Arrays.asList(methods).contains(request.method())) {
      throw invalid(request.method() + " was not a signed method");
    }
    for (String needed : TRIGGERS) {
      if (query.getOrDefault(needed, "").isEmpty()) {
        throw invalid(needed + " is required");
      }
    }
    if (expiry(query.get("expires")) < now.getEpochSecond()) {
      throw invalid("request expired");
    }
    SignatureAlgorithm algorithm =
        SignatureAlgorithm.named(query.get("algorithm"))
            .filter(SignatureAlgorithm::allowed)
            .orElseThrow(() -> invalid(query.get("algorithm") + " is not supported"));
    KeyId keyId = KeyId.parse(query.get("keyId"));
    SshPublicKey key = keyId.resolve(accounts);
    String host = request.header("host").orElse("");
    String bareHost = host.replaceFirst(":\\d+$", "");
    // The Java client signs the host without its port.
    boolean holds =
        holds(algorithm, key, methods, host, request, query)
            || holds(algorithm, key, methods, bareHost, request, query);
    if (!holds) {
      throw AuthFailure.forbidden(
          "InvalidSignature", "the signature we calculated does not match the one you sent");
    }
    return new Caller(keyId.account());
  }

  private static boolean holds(
      SignatureAlgorithm algorithm,
      SshPublicKey key,
      String[] methods,
      String host,
      RequestHead request,
      Map<String, String> query) {
    StringBuilder text =
        new StringBuilder(String.join(",", methods))
            .append('\n')
            .append(host)
            .append('\n')
            .append(request.rawPath())
            .append('\n');
    boolean first = true;
    for (Map.Entry<String, String> parameter : query.entrySet()) {
      if (parameter.getKey().equalsIgnoreCase("signature")) {
        continue;
      }
      if (!first) {
        text.append('&');
      }
      first = false;
      text.append(encode(parameter.getKey())).append('=').append(encode(parameter.getValue()));
    }
    return SignatureCheck.holds(algorithm, key, text.toString(), query.get("signature"));
  }

  private static long expiry(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException broken) {
      throw invalid("expires is not a number");
    }
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      decode(name)
          .filter(key -> !key.isEmpty())
          .ifPresent(
              key ->
                  parameters.put(
                      key, equals < 0 ? "" : decode(pair.substring(equals + 1)).orElse("")));
    }
    return parameters;
  }

  private static Optional<String> decode(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || "-_.~".indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append('%').append(String.format("%02X", (int) c));
      }
    }
    return out.toString();
  }

  private static AuthFailure invalid(String message) {
    return AuthFailure.forbidden("InvalidQueryStringAuthentication", message);
  }
}
