/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import com.hierynomus.sshj.transport.verification.KnownHostMatchers;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.schmizz.sshj.common.SSHException;

/**
 * One line of a known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").
 *
 * @param marker {@code @revoked}, {@code @cert-authority}, or empty
 * @param names patterns, separated by commas, or one hashed name
 * @param type kind of the key
 * @param key the key in base64
 */
record KnownHostLine(String marker, String names, String type, String key) {
  private static final String REVOKED = "@revoked";
  private static final int WORDS = 3;

  /** Reads a line; empty for a comment and for what is no such line. */
  static Optional<KnownHostLine> parse(String line) {
    String text = line.strip();
    String marker = text.startsWith("@") ? text.split("\\s+", 2)[0] : "";
    String[] words = text.substring(marker.length()).strip().split("\\s+");
    return text.startsWith("#") || words.length < WORDS
        ? Optional.empty()
        : Optional.of(new KnownHostLine(marker, words[0], words[1], words[2]));
  }

  /** Whether it names the key of a host, and neither an authority nor a revoked key. */
  boolean ordinary() {
    return marker.isEmpty();
  }

  boolean revoked() {
    return marker.equals(REVOKED);
  }

  /** Whether it speaks of that host; a negated pattern that fits overrules all others. */
  boolean names(String host) {
    List<String> patterns = patterns();
    return patterns.stream().noneMatch(p -> p.startsWith("!") && fits(p.substring(1), host))
        && patterns.stream().anyMatch(p -> !p.startsWith("!") && fits(p, host));
  }

  /** Its names without that one host; patterns that fit others too stay. Empty: none is left. */
  String namesWithout(String host) {
    return String.join(
        ",", patterns().stream().filter(p -> isPattern(p) || !fits(p, host)).toList());
  }

  private List<String> patterns() {
    return Arrays.asList(names.split(","));
  }

  private static boolean isPattern(String name) {
    return name.startsWith("!") || name.contains("*") || name.contains("?");
  }

  private static boolean fits(String pattern, String host) {
    try {
      String form = pattern.startsWith("|") ? pattern : pattern.toLowerCase(Locale.ROOT);
      return KnownHostMatchers.createMatcher(form).match(host);
    } catch (SSHException e) {
      // A name in a form that nobody knows names nobody.
      return false;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** As it is written. */
  String text() {
    return (marker.isEmpty() ? "" : marker + " ") + names + " " + type + " " + key;
  }
}
