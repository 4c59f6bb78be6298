/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.event.Events;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.instancekey.HostedKeys;
import io.imgapi.core.instancekey.InstanceKey;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.run.RotationJournal.State;
import io.imgapi.core.store.AccessProbe;
import io.imgapi.core.time.Sleeper;
import java.time.Clock;
import java.util.function.Supplier;

/** What every step of one rotation works with. */
record RotationTools(
    RotationRequest request,
    HostFiles files,
    KeyPlaces places,
    ConfigKey config,
    KeySwitch change,
    ServiceProof service,
    AccessProbe probe,
    Exclusion exclusion,
    RotationTurn turn,
    Journal journal,
    Supplier<InstanceKey> newKeys,
    Events events,
    Clock clock,
    Sleeper sleeper) {

  HostedKeys keys() {
    return new HostedKeys(files);
  }

  /** Records that a state was reached, and from then on says what holds in it. */
  RotationJournal reached(RotationJournal before, State state) {
    turn.renew();
    RotationJournal now = journal.write(before.in(state, clock.instant()));
    events.stands(Standing.of(now, request));
    return now;
  }
}
