/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.setup;

import io.imgapi.core.host.ZoneProgram;
import io.imgapi.core.instancekey.InstanceKeyName;
import io.imgapi.core.step.Step;
import java.util.Optional;

/** The public half in the zone's metadata, where the operator takes it from. */
record PublishKey(EtcFiles etc) implements Step {
  static final String METADATA_KEY = "instPubKey";

  @Override
  public String name() {
    return "key-published";
  }

  private ZoneProgram mdataPut() {
    return etc.zone().program("/usr/sbin/mdata-put");
  }

  @Override
  public Standing look() {
    Optional<String> absence = mdataPut().absence().or(etc.zone()::metadataAbsence);
    if (absence.isPresent()) {
      return new Standing.Skipped(absence.get());
    }
    Optional<InstanceKeyName> key = etc.key();
    if (key.isEmpty()) {
      return etc.manta().isPresent()
          ? new Standing.Skipped("the configuration names a key that is no instance key")
          : new Standing.Needed("once there is a key");
    }
    Optional<String> published = etc.zone().metadata().get(METADATA_KEY).map(String::strip);
    if (published.filter(etc.keys().publicLine(key.get())::equals).isPresent()) {
      return new Standing.Done(METADATA_KEY);
    }
    // While a key is changed the metadata may rightly name another one.
    return published.isPresent() && etc.manta().isPresent()
        ? new Standing.Skipped(METADATA_KEY + " names another key; see: imgapi rotate-key")
        : new Standing.Needed(METADATA_KEY);
  }

  @Override
  public String make() {
    String line = etc.keys().publicLine(etc.key().orElseThrow());
    mdataPut().requireWith(line + "\n", METADATA_KEY);
    return METADATA_KEY;
  }
}
