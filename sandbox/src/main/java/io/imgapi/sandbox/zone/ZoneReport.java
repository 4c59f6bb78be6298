/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone;

import io.imgapi.sandbox.zone.service.ServiceReport;
import java.util.List;

/**
 * How a zone is.
 *
 * @param alias its name
 * @param uuid its own
 * @param root what is {@code /} within it; for {@code imgapi --root}
 * @param http address of its IMGAPI
 * @param https address of its TLS front end
 * @param setUp whether its root disk has been set up
 * @param services its services; empty while it is down
 */
public record ZoneReport(
    String alias,
    String uuid,
    String root,
    String http,
    String https,
    boolean setUp,
    List<ServiceReport> services) {

  /** Copies the services. */
  public ZoneReport {
    services = List.copyOf(services);
  }

  /** Returns the word for the state of a service; {@code absent} for one that there is not. */
  public String stateOf(String service) {
    return services.stream()
        .filter(report -> report.name().equals(service))
        .map(ServiceReport::state)
        .findFirst()
        .orElse("absent");
  }

  /** Returns whether it is set up and its IMGAPI and TLS front end run. */
  public boolean up() {
    return setUp && stateOf("imgapi").equals("online") && stateOf("haproxy").equals("online");
  }
}
