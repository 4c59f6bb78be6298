/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import io.imgapi.sandbox.fault.FaultPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Work of the program that it is killed at, again and again: what one run left is what the next one
 * finds.
 */
public interface KillScenario extends AutoCloseable {
  /**
   * Makes something to do, or leaves what a killed run has left.
   *
   * @return the words of the command that does it
   */
  List<String> next() throws Exception;

  /** Requires what holds wherever the program was killed; an {@link AssertionError} is a loss. */
  void requireNothingLost() throws Exception;

  /** Has the program finish its work, and compares everything. */
  void finish() throws Exception;

  /** Directories in which a change shows that the program is at work. */
  default List<Path> worksIn() throws IOException {
    return List.of();
  }

  /** What can be made to go wrong while it works. */
  default List<FaultPlan> faults() {
    return List.of();
  }

  /** Variables of its environment. */
  default Map<String, String> environment() {
    return Map.of();
  }

  @Override
  void close() throws IOException;

  /** Begins one. */
  @FunctionalInterface
  interface Opening {
    KillScenario open(Scene scene) throws Exception;
  }
}
