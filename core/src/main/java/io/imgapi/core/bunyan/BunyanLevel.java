/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.bunyan;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much a record matters. */
public enum BunyanLevel {
  TRACE(10),
  DEBUG(20),
  INFO(30),
  WARN(40),
  ERROR(50),
  FATAL(60);

  private final int number;

  BunyanLevel(int number) {
    this.number = number;
  }

  /** The number that stands in records. */
  public int number() {
    return number;
  }

  /** The level of that name, in any case, or of that number; empty where there is none. */
  public static Optional<BunyanLevel> named(String text) {
    return Stream.of(values())
        .filter(
            level ->
                level.name().equals(text.toUpperCase(Locale.ROOT))
                    || String.valueOf(level.number).equals(text))
        .findFirst();
  }

  /** The name of a number of a record: {@code INFO}, or {@code LVL35} between two levels. */
  public static String nameOf(int number) {
    return Stream.of(values())
        .filter(level -> level.number == number)
        .map(Enum::name)
        .findFirst()
        .orElse("LVL" + number);
  }
}
