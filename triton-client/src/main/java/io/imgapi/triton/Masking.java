/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton;

import java.util.regex.Pattern;

/** Takes out of a service's words what it repeats of secrets that it was given. */
final class Masking {
  private static final int LONGEST = 4000;

  /** A key whose end was cut off is one, too. */
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\\z)",
          Pattern.DOTALL);

  /**
   * A name, and its value: in quotes, in quotes within a text of JSON, or one word. What repeats is
   * possessive, else long values would need a deep stack.
   */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "((?:password|passwd|_pw)\\\\*[\"']?\\s*[:=]\\s*)"
              + "(?:\"(?:[^\"\\\\]|\\\\.)*+\"?"
              + "|\\\\+\"(?:[^\"\\\\]|\\\\[^\"])*+(?:\\\\+\")?"
              + "|'[^']*'?"
              + "|[^\\s,;&}\\]]+)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Masking() {}

  static String of(String words) {
    String some = words.length() > LONGEST ? words.substring(0, LONGEST) : words;
    return PASSWORD
        .matcher(PRIVATE_KEY.matcher(some).replaceAll("(private key)"))
        .replaceAll("$1(secret)");
  }
}
