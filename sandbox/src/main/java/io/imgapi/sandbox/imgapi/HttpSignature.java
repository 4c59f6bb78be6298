/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.imgapi.sandbox.account.SshPublicKey;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request's signature, checked by the original's rules: RSA and DSA only, and at most five
 * minutes between the clocks (triton-apis.md 10).
 *
 * @param keyId the name of the user
 * @param algorithm in upper case
 * @param text what is signed
 * @param signature in base64
 */
record HttpSignature(String keyId, String algorithm, String text, String signature) {

  private static final Duration LARGEST_SKEW = Duration.ofMinutes(5);
  private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z]+)=\"([^\"]*)\"(,\\s*|$)");
  private static final Map<String, String> ALGORITHMS =
      Map.of("RSA-SHA1", "SHA1withRSA", "RSA-SHA256", "SHA256withRSA", "DSA-SHA1", "SHA1withDSA");

  /**
   * Reads what a request is signed with.
   *
   * @throws ApiError 401, when it cannot be read, is too old or is of a kind that is not accepted
   */
  static HttpSignature of(Exchange exchange, String authorization, Instant now) {
    Map<String, String> parameters = parameters(authorization);
    String keyId = needed(parameters, "keyId");
    String algorithm = needed(parameters, "algorithm").toUpperCase(Locale.ROOT);
    String signature = needed(parameters, "signature");
    String dated = exchange.header("x-date").isPresent() ? "x-date" : "date";
    String names = parameters.getOrDefault("headers", dated).toLowerCase(Locale.ROOT);
    List<String> lines = new ArrayList<>();
    for (String name : names.strip().split("\\s+")) {
      lines.add(line(name, exchange));
    }
    exchange.header(dated).ifPresent(date -> checkSkew(date, now));
    if (!ALGORITHMS.containsKey(algorithm)) {
      throw ApiError.unauthorized(
          "Unauthorized (\""
              + algorithm
              + "\" is not a supported http-signature signing algorithm)");
    }
    return new HttpSignature(keyId, algorithm, String.join("\n", lines), signature);
  }

  private static Map<String, String> parameters(String authorization) {
    if (!authorization.startsWith("Signature ")) {
      throw ApiError.unauthorized("scheme was not \"Signature\"");
    }
    Map<String, String> parameters = new HashMap<>();
    Matcher matcher = PARAMETER.matcher(authorization);
    int at = "Signature ".length();
    while (at < authorization.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw ApiError.unauthorized("bad param format");
      }
      parameters.put(matcher.group(1), matcher.group(2));
      at = matcher.end();
    }
    return parameters;
  }

  private static String needed(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.get(name))
        .orElseThrow(() -> ApiError.unauthorized(name + " was not specified"));
  }

  private static String line(String name, Exchange exchange) {
    String method = exchange.method();
    return switch (name) {
      case "request-line" -> method + " " + exchange.target() + " HTTP/1.1";
      case "(request-target)" ->
          name + ": " + method.toLowerCase(Locale.ROOT) + " " + exchange.target();
      default ->
          name
              + ": "
              + exchange
                  .header(name)
                  .orElseThrow(() -> ApiError.unauthorized(name + " was not in the request"));
    };
  }

  private static void checkSkew(String date, Instant now) {
    try {
      Instant sent = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
      Duration skew = Duration.between(sent, now).abs();
      if (skew.compareTo(LARGEST_SKEW) > 0) {
        throw ApiError.unauthorized(
            "clock skew of " + skew.toSeconds() + "s was greater than 300s");
      }
    } catch (DateTimeParseException odd) {
      throw ApiError.unauthorized("Date \"" + date + "\" cannot be read");
    }
  }

  /** Tells whether the signature was made with a key. */
  boolean isBy(SshPublicKey key) {
    if (!algorithm.startsWith(key.type().name())) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(ALGORITHMS.get(algorithm));
      check.initVerify(key.key());
      check.update(text.getBytes(UTF_8));
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      return false;
    }
  }
}
