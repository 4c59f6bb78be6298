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
 * @param localManta whether Manta is one of this data centre: it has the application in SAPI, and a
 *     load balancer among its VMs; otherwise those are the master data centre's
 */
public record TritonSettings(
    Duration step, Sleeper sleeper, Optional<SeparateMaster> master, boolean localManta) {

  /**
   * A master data centre of its own.
   *
   * @param replication how long a change in its UFDS takes to the slave; zero for none
   * @param ownPassword whether its root has another password than the slave's
   * @param sapiKnown whether SAPI has found out where the master's records are; it refuses {@code
   *     include_master} until then
   */
  public record SeparateMaster(Duration replication, boolean ownPassword, boolean sapiKnown) {
    /** One that SAPI knows. */
    public SeparateMaster(Duration replication, boolean ownPassword) {
      this(replication, ownPassword, true);
    }
  }

  /** The only data centre, its own master and with a Manta. */
  public static TritonSettings withStep(Duration step) {
    return new TritonSettings(step, Sleeper.system(), Optional.empty(), true);
  }

  /** The same with a master of its own. */
  public TritonSettings withMaster(SeparateMaster separate) {
    return new TritonSettings(step, sleeper, Optional.of(separate), localManta);
  }

  /** The same with another way of waiting. */
  public TritonSettings withSleeper(Sleeper other) {
    return new TritonSettings(step, other, master, localManta);
  }

  /** The same without Manta's application and load balancer. */
  public TritonSettings withoutLocalManta() {
    return new TritonSettings(step, sleeper, master, false);
  }
}
