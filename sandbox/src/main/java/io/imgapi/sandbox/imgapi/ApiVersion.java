/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of the API that a client asks for (triton-apis.md 0): 1 or 2. */
final class ApiVersion {

  private static final Pattern RANGE = Pattern.compile("\\s*(>=|\\^|~|=|v)?\\s*(\\d+|\\*|x).*");

  private ApiVersion() {}

  /**
   * Returns the highest version that satisfies a header; 1 without one.
   *
   * @throws ApiError when none does
   */
  static int of(Optional<String> accepted) {
    if (accepted.isEmpty()) {
      return 1;
    }
    int best = 0;
    for (String range : accepted.get().split("\\|\\|")) {
      Matcher matcher = RANGE.matcher(range);
      if (matcher.matches()) {
        best = Math.max(best, of(matcher.group(1), matcher.group(2)));
      }
    }
    if (best == 0) {
      throw new ApiError(
          400, "InvalidVersion", accepted.get() + " is not supported; 1.0.0 and 2.0.0 are");
    }
    return best;
  }

  private static int of(String operator, String major) {
    if (major.equals("*") || major.equals("x")) {
      return 2;
    }
    return switch (major) {
      case "0", "1" -> ">=".equals(operator) ? 2 : Integer.parseInt(major);
      case "2" -> 2;
      default -> 0;
    };
  }
}
