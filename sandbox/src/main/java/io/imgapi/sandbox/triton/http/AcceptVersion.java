/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.http;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which version of a service a client means (triton-apis.md 0). Services here differ in their major
 * versions alone.
 *
 * @param missing what a request without a range means
 * @param majors what there is, as {@code N.0.0}, rising
 */
public record AcceptVersion(String missing, List<Integer> majors) {
  private static final Pattern RANGE =
      Pattern.compile("\\s*(>=|\\^|~|=|v)?\\s*(\\d{1,9}|\\*|x)((?:\\.(?:\\d+|x|\\*))*)\\s*");

  /** Copies the list. */
  public AcceptVersion {
    majors = List.copyOf(majors);
  }

  /**
   * Returns the highest major version that the client takes.
   *
   * @throws Refusal 400 {@code InvalidVersion} where there is none
   */
  public int of(Asked asked) {
    Optional<String> given = asked.header("accept-version").or(() -> asked.header("api-version"));
    String wanted = given.filter(range -> !range.isBlank()).orElse(missing);
    OptionalInt best =
        majors.stream().mapToInt(major -> major).filter(major -> takes(wanted, major)).max();
    return best.orElseThrow(
        () -> Refusal.of(400, "InvalidVersion", wanted + " is not supported by " + majors));
  }

  private static boolean takes(String ranges, int major) {
    for (String range : ranges.split("\\|\\|")) {
      Matcher matcher = RANGE.matcher(range);
      if (matcher.matches() && takes(matcher, major)) {
        return true;
      }
    }
    return false;
  }

  private static boolean takes(Matcher range, int major) {
    if (range.group(2).equals("*") || range.group(2).equals("x")) {
      return true;
    }
    int wanted = Integer.parseInt(range.group(2));
    // Every version is N.0.0, so a wish for more than that is only met by a later one.
    boolean zero = range.group(3).replaceAll("[.0x*]", "").isEmpty();
    return major == wanted ? zero : ">=".equals(range.group(1)) && major > wanted;
  }
}
