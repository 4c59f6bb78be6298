/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import io.imgapi.core.error.ImgapiException;

/** A failure in words: what happened, the facts, and what to type next. */
final class FailureText {
  private FailureText() {}

  /**
   * The lines of it.
   *
   * @param command whose failure it is
   */
  static String of(String command, ImgapiException failure) {
    StringBuilder text =
        new StringBuilder(command + ": " + Printable.inLine(failure.getMessage()) + "\n");
    failure
        .context()
        .forEach((fact, value) -> text.append("  " + fact + ": " + Printable.inLine(value) + "\n"));
    if (!failure.remedy().isEmpty()) {
      text.append("  " + Printable.text(failure.remedy()) + "\n");
    }
    return text.toString();
  }
}
