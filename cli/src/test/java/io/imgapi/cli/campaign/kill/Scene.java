/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.KilledProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Where a scenario is played.
 *
 * @param directory its own; kept where something was lost
 * @param random decides everything that is left to chance
 * @param program the program that is killed
 */
public record Scene(Path directory, Random random, KilledProgram program) {
  /** A place below a directory, for this seed. */
  public static Scene in(Path directory, long seed) {
    return new Scene(
        directory, new Random(seed), new KilledProgram(directory.resolve("program.log")));
  }

  /** Runs the program to a good end. */
  public void done(Map<String, String> environment, List<String> words) throws Exception {
    int status = program.launch(environment, words).waitFor();
    assertThat(status).as("%s said: %s", words, said()).isZero();
  }

  /** What the program said since the last time. */
  String said() throws IOException {
    return program.said();
  }
}
