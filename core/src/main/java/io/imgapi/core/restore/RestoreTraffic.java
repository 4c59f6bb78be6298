/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.store.GiveUp;
import io.imgapi.core.store.Meter;
import io.imgapi.core.store.MeteredStore;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.RateLimit;
import io.imgapi.core.time.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a restore uses a store: it gives up after five dead minutes, and keeps to a rate. */
record RestoreTraffic(Clock clock, Sleeper sleeper) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  ObjectStore over(ObjectStore store, RestoreRequest request, Meter... watchers) {
    List<Meter> meters = new ArrayList<>(List.of(watchers));
    meters.add(new GiveUp(PATIENCE, clock));
    request.bytesPerSecond().ifPresent(rate -> meters.add(new RateLimit(rate, clock, sleeper)));
    return new MeteredStore(store, meters);
  }
}
