/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import java.nio.file.Path;
import java.util.List;

/** How this very program is started again, by whoever needs it as a process of its own. */
public final class ThisProgram {
  private ThisProgram() {}

  /** The words that go before its own arguments; it then runs with this Java and class path. */
  public static List<String> commandLine() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName());
  }
}
