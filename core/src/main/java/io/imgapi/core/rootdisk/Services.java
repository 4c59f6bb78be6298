/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.rootdisk;

import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ServiceState;
import io.imgapi.core.host.ZoneProgram;
import io.imgapi.core.host.ZonePrograms;
import io.imgapi.core.step.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The image service and its TLS front end, known to the zone's service control and enabled. */
record Services(Zone zone) implements Step {
  private static final String MANIFESTS = "/opt/smartdc/imgapi/smf/manifests/";

  @Override
  public String name() {
    return "services";
  }

  @Override
  public Standing look() {
    Optional<String> absence =
        control().absence().or(() -> zone.program("/usr/bin/svcs").absence());
    if (absence.isPresent()) {
      return new Standing.Skipped(absence.get());
    }
    Map<String, String> unknown = unknown();
    return unknown.isEmpty()
        ? new Standing.Done("imgapi, haproxy")
        : new Standing.Needed(String.join(", ", unknown.keySet()));
  }

  private Map<String, String> unknown() {
    Map<String, String> manifests = new LinkedHashMap<>();
    manifests.put(ServiceManager.IMGAPI, MANIFESTS + "imgapi.xml");
    manifests.put(ServiceManager.FRONT_END, MANIFESTS + "haproxy-standalone.xml");
    ZonePrograms programs = new ZonePrograms(zone.layout().root());
    manifests
        .keySet()
        .removeIf(
            service ->
                new ServiceManager(zone.host(), programs, service).state()
                    != ServiceState.NO_SUCH_SERVICE);
    return manifests;
  }

  @Override
  public String make() {
    Map<String, String> unknown = unknown();
    unknown.values().forEach(manifest -> control().require("import", zone.at(manifest).toString()));
    return String.join(", ", unknown.keySet());
  }

  private ZoneProgram control() {
    return zone.program("/usr/sbin/svccfg");
  }
}
