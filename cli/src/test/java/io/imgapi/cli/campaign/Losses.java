/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a loss is told and kept. */
final class Losses {
  private static final int LONGEST = 2_000;

  private Losses() {}

  /** Keeps its trace in its directory; says what was lost and how it is repeated. */
  static String describe(String repeat, long seed, Path place, Exception loss) throws IOException {
    StringWriter trace = new StringWriter();
    loss.printStackTrace(new PrintWriter(trace));
    Files.writeString(place.resolve("loss.txt"), trace.toString());
    String message = String.valueOf(loss.getMessage());
    return message.substring(0, Math.min(LONGEST, message.length()))
        + "\nkept in "
        + place
        + "\nrepeat it: scripts/campaign --seed "
        + seed
        + " --repeat "
        + repeat;
  }
}
