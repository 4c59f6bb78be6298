/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import io.imgapi.core.host.ZoneFacts;
import io.imgapi.core.host.ZoneProgram;
import io.imgapi.core.step.Step;
import java.util.Optional;

/** The zone's name, {@code imgapi-<alias>-<zone8>}; rotated logs carry it. */
record Hostname(Zone zone) implements Step {

  @Override
  public String name() {
    return "hostname";
  }

  @Override
  public Standing look() {
    Optional<String> absence = setter().absence().or(zone::metadataAbsence);
    if (absence.isPresent()) {
      return new Standing.Skipped(absence.get());
    }
    String wanted = ZoneFacts.of(zone.metadata()).hostname();
    return zone.text("/etc/nodename").map(String::strip).filter(wanted::equals).isPresent()
        ? new Standing.Done(wanted)
        : new Standing.Needed(wanted);
  }

  @Override
  public String make() {
    String wanted = ZoneFacts.of(zone.metadata()).hostname();
    setter().require(wanted);
    return wanted;
  }

  private ZoneProgram setter() {
    return zone.program("/opt/local/bin/sm-set-hostname");
  }
}
