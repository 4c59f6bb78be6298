/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton;

import io.imgapi.sandbox.effect.Sleeper;
import java.time.Duration;
import java.util.Optional;

/**
 * How a data centre is made.
 *
 * @param step how long each step of a job takes
 * @param sleeper waits for steps and for replication
 * @param master where the UFDS of the data centre is a slave
 */
public record TritonSettings(Duration step, Sleeper sleeper, Optional<SeparateMaster> master) {

  /**
   * A master UFDS of its own, as in a data centre that is not the first.
   *
   * @param replication how long a change takes to the slave; zero for none
   * @param ownPassword whether its root has another password than the slave's
   */
  public record SeparateMaster(Duration replication, boolean ownPassword) {}

  /** The only data centre, and its own master. */
  public static TritonSettings withStep(Duration step) {
    return new TritonSettings(step, Sleeper.system(), Optional.empty());
  }

  /** The same with a master UFDS of its own. */
  public TritonSettings withMaster(SeparateMaster separate) {
    return new TritonSettings(step, sleeper, Optional.of(separate));
  }

  /** The same with another way of waiting. */
  public TritonSettings withSleeper(Sleeper other) {
    return new TritonSettings(step, other, master);
  }
}
