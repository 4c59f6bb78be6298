/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.docs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Output as a page shows it, held against what was really said: the lines shown must have been
 * said, in that order; what is another in every run (times, uuids, keys, ports, sizes) may be
 * another, and three dots stand for anything.
 */
final class ShownOutput {
  private static final Pattern DIFFERS_EACH_TIME =
      Pattern.compile(
          String.join(
              "|",
              "\\d{4}-\\d\\d-\\d\\dT?[0-9:.]*Z?",
              "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
              "SHA256:[A-Za-z0-9+/]{43}",
              "(?i:[0-9a-f]{2}(:[0-9a-f]{2}){15,})",
              "AAAA[A-Za-z0-9+/=]+",
              "\\d{8}T\\d{6}",
              "\\b[0-9a-f]{8}\\b",
              "(/[^/\\s']+)+/(\\.imgapi-sandbox|imgapi-demo)[^/\\s']*",
              "\\d+([.,]\\d+)?( (B|KiB|MiB|GiB|s)\\b)?"));

  /** Checks end in any order. */
  private static final Pattern CHECK = Pattern.compile("^ *(ok|fault|warning|unknown|skipped) ");

  private ShownOutput() {}

  /** The first line shown that was not said, if there is one. */
  static Optional<String> missing(List<String> shown, List<String> said) {
    int after = 0;
    int from = 0;
    for (String line : shown) {
      if (line.strip().equals("...") || line.isBlank()) {
        continue;
      }
      if (!CHECK.matcher(line).find()) {
        from = after;
      }
      int found = find(line, said, from);
      if (found < 0) {
        return Optional.of(line);
      }
      after = Math.max(after, found + 1);
    }
    return Optional.empty();
  }

  private static int find(String line, List<String> said, int from) {
    Pattern wanted = pattern(line);
    return IntStream.range(from, said.size())
        .filter(at -> wanted.matcher(plain(said.get(at))).matches())
        .findFirst()
        .orElse(-1);
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(
        Stream.of(line.split("\\.\\.\\.", -1))
            .map(ShownOutput::plain)
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  private static String plain(String text) {
    return DIFFERS_EACH_TIME.matcher(text).replaceAll("#").replaceAll("\\s+", " ").strip();
  }
}
