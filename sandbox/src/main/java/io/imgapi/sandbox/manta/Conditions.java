/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.auth.HttpDate;
import io.imgapi.sandbox.store.Entry;
import io.imgapi.sandbox.store.ObjectEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Conditional requests, exactly as the table of manta-protocol.md 3.12 has them. */
final class Conditions {

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  // Only word characters are unquoted, and a uuid has hyphens: a quoted etag never matches.
  private static final Pattern QUOTED = Pattern.compile("^\"(\\w*)\"$");

  private Conditions() {}

  /**
   * Checks the conditions of a request against what exists.
   *
   * @return false when the answer is 304
   * @throws MantaError 412 when a condition fails
   */
  static boolean pass(Exchange exchange, Optional<Entry> existing) {
    String etag =
        existing
            .filter(ObjectEntry.class::isInstance)
            .map(e -> ((ObjectEntry) e).etag())
            .orElse("");
    boolean read = exchange.method().equals("GET") || exchange.method().equals("HEAD");
    String ifMatch = exchange.header("if-match").orElse("");
    if (!ifMatch.isEmpty() && !matches(ifMatch, etag)) {
      throw MantaError.precondition("if-match '" + ifMatch + "' didn't match etag '" + etag + "'");
    }
    String ifNoneMatch = exchange.header("if-none-match").orElse("");
    if (!ifNoneMatch.isEmpty() && matches(ifNoneMatch, etag)) {
      if (read) {
        return false;
      }
      throw MantaError.precondition(
          "if-none-match '" + ifNoneMatch + "' matched etag '" + etag + "'");
    }
    return existing.isEmpty() || datesPass(exchange, existing.get().mtime(), read);
  }

  private static boolean datesPass(Exchange exchange, long mtime, boolean read) {
    Instant modified = Instant.ofEpochSecond(mtime / 1000);
    Optional<Instant> since = exchange.header("if-modified-since").flatMap(HttpDate::parse);
    if (since.isPresent() && !modified.isAfter(since.get())) {
      if (read) {
        return false;
      }
      throw MantaError.precondition("object was modified at '" + modified + "'");
    }
    Optional<Instant> until = exchange.header("if-unmodified-since").flatMap(HttpDate::parse);
    if (until.isPresent() && modified.isAfter(until.get())) {
      throw MantaError.precondition("object was modified at '" + modified + "'");
    }
    return true;
  }

  /** Returns whether the write must be a compare-and-swap on what was seen at the start. */
  static boolean isGuarded(Exchange exchange) {
    return !exchange.header("if-match").orElse("").isEmpty()
        || !exchange.header("if-none-match").orElse("").isEmpty();
  }

  private static boolean matches(String header, String etag) {
    for (String candidate : COMMA.split(header)) {
      String bare = candidate.startsWith("W/") ? candidate.substring(2) : candidate;
      bare = QUOTED.matcher(bare).replaceFirst("$1");
      if (bare.equals("*") || bare.equals(etag)) {
        return true;
      }
    }
    return false;
  }
}
