/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.fault;

import java.util.List;
import java.util.Optional;

/**
 * The faults that strike one request.
 *
 * @param faults in the order of their rules; of each type the first counts, delays apart
 * @param clearings how often the plan had been cleared when the request came
 */
public record Struck(List<Fault> faults, long clearings) {

  /** A request that nothing strikes. */
  public static final Struck NOTHING = new Struck(List.of(), 0);

  /** Copies the list. */
  public Struck {
    faults = List.copyOf(faults);
  }

  /** Returns the first fault of a type. */
  public <T extends Fault> Optional<T> first(Class<T> type) {
    return faults.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** Returns whether a fault of a type strikes. */
  public boolean has(Class<? extends Fault> type) {
    for (Fault fault : faults) {
      if (type.isInstance(fault)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the connection is to be reset at a moment. */
  public boolean resets(Fault.Reset.Moment moment) {
    for (Fault fault : faults) {
      if (fault instanceof Fault.Reset reset && reset.moment() == moment) {
        return true;
      }
    }
    return false;
  }

  /** Returns the sum of all delays in milliseconds. */
  public long delayMillis() {
    long sum = 0;
    for (Fault fault : faults) {
      if (fault instanceof Fault.Delay delay) {
        sum += delay.millis();
      }
    }
    return sum;
  }

  /** Returns the sum of all clock offsets in seconds. */
  public long clockSkewSeconds() {
    long sum = 0;
    for (Fault fault : faults) {
      if (fault instanceof Fault.ClockSkew skew) {
        sum += skew.seconds();
      }
    }
    return sum;
  }
}
