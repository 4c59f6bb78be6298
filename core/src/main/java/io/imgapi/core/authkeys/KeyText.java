/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.authkeys;

import io.imgapi.core.authkeys.AuthKey.PublicKey;
import io.imgapi.core.authkeys.AuthKey.Source;
import io.imgapi.manta.key.MantaKeyException;
import io.imgapi.manta.key.SshPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a key file: a key a line, blank lines and comments skipped. What is not changed stays
 * as it stands, line ends included.
 *
 * @param lines with their ends
 */
record KeyText(List<String> lines) {
  private static final Pattern AFTER_EACH_END = Pattern.compile("(?<=\n)");
  private static final Set<String> VERIFIABLE = Set.of("ssh-rsa", "ssh-dss");

  static KeyText of(String text) {
    return new KeyText(text.isEmpty() ? List.of() : List.of(AFTER_EACH_END.split(text)));
  }

  String text() {
    return String.join("", lines);
  }

  private static boolean isKey(String line) {
    return !line.isBlank() && !line.strip().startsWith("#");
  }

  /** Its keys, and what is meant to be one. */
  List<AuthKey> keys(String user, Source source) {
    List<AuthKey> keys = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (isKey(lines.get(i))) {
        keys.add(read(user, source, i + 1, lines.get(i).strip()));
      }
    }
    return List.copyOf(keys);
  }

  private static AuthKey read(String user, Source source, int number, String line) {
    try {
      SshPublicKey key = SshPublicKey.parse(line);
      return new AuthKey(
          user,
          source,
          number,
          Optional.of(new PublicKey(key.type(), key.sha256(), key.md5(), key.comment())),
          problem(key.type()));
    } catch (MantaKeyException e) {
      return new AuthKey(user, source, number, Optional.empty(), Optional.of(e.getMessage()));
    }
  }

  /** Why the service verifies nothing by a key of this type; empty where it does. */
  static Optional<String> problem(String type) {
    return VERIFIABLE.contains(type)
        ? Optional.empty()
        : Optional.of("the service verifies RSA and DSA keys only, not " + type);
  }

  /** With one more line at its end, which ends as the others do. */
  KeyText with(String line) {
    String end = lines.stream().anyMatch(l -> l.endsWith("\r\n")) ? "\r\n" : "\n";
    List<String> more = new ArrayList<>(lines);
    int last = more.size() - 1;
    if (last >= 0 && !more.get(last).endsWith("\n")) {
      more.set(last, more.get(last) + end);
    }
    more.add(line + end);
    return new KeyText(List.copyOf(more));
  }

  /** Without the keys that are meant. */
  KeyText without(Predicate<PublicKey> meant) {
    return new KeyText(
        lines.stream()
            .filter(line -> !isKey(line) || !isMeant(line, meant))
            .collect(Collectors.toUnmodifiableList()));
  }

  private static boolean isMeant(String line, Predicate<PublicKey> meant) {
    return read("", Source.LOCAL, 1, line.strip()).key().filter(meant).isPresent();
  }
}
