/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.zone.ZoneReport;
import io.imgapi.sandbox.zone.service.ServiceReport;
import java.util.List;

/** The zones of a sandbox, as text and as JSON. */
public final class ZoneText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ZoneText() {}

  /** All of them; nothing where there are none. */
  public static String of(List<ZoneReport> zones) {
    StringBuilder text = new StringBuilder();
    zones.forEach(zone -> text.append(of(zone)));
    return text.toString();
  }

  /** One of them. */
  public static String of(ZoneReport zone) {
    StringBuilder text = new StringBuilder();
    text.append(
        "zone:     %s (%s)%n".formatted(zone.alias(), zone.setUp() ? "set up" : "not set up"));
    text.append("  uuid:   %s%n".formatted(zone.uuid()));
    text.append("  root:   %s%n".formatted(zone.root()));
    text.append("  http:   %s (imgapi %s)%n".formatted(zone.http(), zone.stateOf("imgapi")));
    text.append("  https:  %s (haproxy %s)%n".formatted(zone.https(), zone.stateOf("haproxy")));
    for (ServiceReport service : zone.services()) {
      if (!service.reason().isEmpty()) {
        text.append("  fault:  %s: %s%n".formatted(service.name(), service.reason()));
      }
    }
    return text.toString();
  }

  /** All of them as a JSON document. */
  public static String json(List<ZoneReport> zones) {
    ObjectNode json = JSON.createObjectNode().put("schema", "imgapi/sandbox-zones/1");
    json.set("zones", array(zones));
    return json.toPrettyString() + "\n";
  }

  /** One of them as a JSON document. */
  public static String json(ZoneReport zone) {
    ObjectNode json = JSON.createObjectNode().put("schema", "imgapi/sandbox-zone/1");
    json.setAll(object(zone));
    return json.toPrettyString() + "\n";
  }

  static ArrayNode array(List<ZoneReport> zones) {
    ArrayNode array = JSON.createArrayNode();
    zones.forEach(zone -> array.add(object(zone)));
    return array;
  }

  private static ObjectNode object(ZoneReport zone) {
    ObjectNode object = JSON.valueToTree(zone);
    return object.put("up", zone.up());
  }
}
