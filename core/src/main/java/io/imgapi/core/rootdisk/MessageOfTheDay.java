/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.host.ZoneFacts;
import io.imgapi.core.step.Step;
import java.util.List;
import java.util.Optional;

/** What is read at each login: which instance this is. Labels as in the original's. */
record MessageOfTheDay(Zone zone) implements Step {
  private static final String PATH = "/etc/motd";
  private static final String BEFORE_US = "/etc/motd.orig";

  @Override
  public String name() {
    return "motd";
  }

  @Override
  public Standing look() {
    Optional<String> absence = zone.metadataAbsence();
    if (absence.isPresent()) {
      return new Standing.Skipped(absence.get());
    }
    List<String> now = zone.text(PATH).orElse("").lines().map(String::strip).toList();
    return now.containsAll(lines().stream().map(String::strip).toList())
        ? new Standing.Done(PATH)
        : new Standing.Needed(PATH);
  }

  private List<String> lines() {
    ZoneFacts facts = ZoneFacts.of(zone.metadata());
    return List.of(
        "** Standalone IMGAPI, the image service of Triton; operated with: imgapi --help",
        "**          uuid: " + facts.uuid() + " (" + facts.alias() + ")",
        "**            dc: " + facts.datacenter(),
        "**         owner: " + facts.owner(),
        "**         image: " + facts.image(),
        "** manta rootDir: " + zone.manta().map(MantaSettings::rootDir).orElse("-"));
  }

  @Override
  public String make() {
    // The platform's own message is kept once; what we wrote ourselves is not worth it.
    zone.text(PATH)
        .filter(text -> zone.text(BEFORE_US).isEmpty() && !text.contains("Standalone IMGAPI"))
        .ifPresent(text -> zone.write(BEFORE_US, text));
    zone.write(PATH, String.join("\n", lines()) + "\n");
    return PATH;
  }
}
