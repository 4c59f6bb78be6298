/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

/** Gets the lines of a log. */
public interface LineSink {

  /** One line, without its end. */
  void line(String line);

  /**
   * What was read at once was given, or all that is there by now.
   *
   * @return whether somebody still reads
   */
  boolean caughtUp();
}
