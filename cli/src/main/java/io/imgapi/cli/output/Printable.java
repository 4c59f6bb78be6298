/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

/**
 * Keeps what a server or a file says from steering the terminal, or from looking like our words.
 */
final class Printable {
  private Printable() {}

  /** Text of several lines: control characters but line ends become question marks. */
  static String text(String text) {
    return text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}&&[^\n]]", "?");
  }

  /** A text within a line: line ends go too. */
  static String inLine(String text) {
    return text(text).replace('\n', ' ');
  }
}
