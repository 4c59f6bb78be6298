/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.setup;

import io.imgapi.core.host.ZoneFacts;
import io.imgapi.core.instancekey.InstanceKey;
import io.imgapi.core.instancekey.InstanceKeyName;
import io.imgapi.core.step.Step;
import java.time.Clock;
import java.util.Optional;

/** The key with which the instance signs for Manta; one that is there stays. */
record MakeKey(EtcFiles etc, Clock clock) implements Step {

  @Override
  public String name() {
    return "instance-key";
  }

  @Override
  public Standing look() {
    Optional<InstanceKeyName> key = etc.key();
    if (key.isPresent()) {
      return etc.files().look(etc.keys().publicFile(key.get())).isPresent()
          ? new Standing.Done(key.get().text())
          : new Standing.Needed("the public half of " + key.get());
    }
    if (etc.manta().isPresent()) {
      return new Standing.Done(etc.manta().get().key());
    }
    return etc.zone()
        .metadataAbsence()
        .<Standing>map(Standing.Skipped::new)
        .orElseGet(() -> new Standing.Needed("a new key"));
  }

  @Override
  public String make() {
    Optional<InstanceKeyName> old = etc.key();
    if (old.isPresent()) {
      etc.keys().completePublicHalf(old.get());
      return "the public half of " + old.get();
    }
    ZoneFacts zone = ZoneFacts.of(etc.zone().metadata());
    InstanceKey key =
        InstanceKey.generate(InstanceKeyName.of(zone.alias(), zone.uuid(), clock.instant()));
    etc.keys().write(key);
    return key.toString();
  }
}
