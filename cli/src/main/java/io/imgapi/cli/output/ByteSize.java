/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write and read them. */
public final class ByteSize {
  private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,11})([kmg]?)");
  private static final long STEP = 1024;
  private static final String UNITS = "kmg";

  private ByteSize() {}

  /**
   * Reads a number with an optional k, m or g (1024 to the first, second or third).
   *
   * @throws ImgapiException {@code USAGE} naming the option
   */
  public static long parse(String option, String text) {
    Matcher m = SHAPE.matcher(text.toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw ImgapiException.of(ExitCode.USAGE, option + " wants a number of bytes, not " + text)
          .remedy("for example: " + option + " 20m");
    }
    long bytes = Long.parseLong(m.group(1));
    for (int i = m.group(2).isEmpty() ? -1 : UNITS.indexOf(m.group(2)); i >= 0; i--) {
      bytes *= STEP;
    }
    return bytes;
  }

  /** A size for people: {@code 1.5 GiB}. */
  public static String show(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= STEP && unit < UNITS.length() - 1) {
      value /= STEP;
      unit++;
    }
    return "%.1f %siB".formatted(value, Character.toUpperCase(UNITS.charAt(unit)));
  }
}
