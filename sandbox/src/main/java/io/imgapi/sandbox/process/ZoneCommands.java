/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.zone.ZoneRequest;
import io.imgapi.sandbox.zone.ZoneRuntime;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the control interface that is about zones: {@code GET|POST /zones}, {@code DELETE
 * /zones/A}, {@code POST /zones/A/reboot} and {@code POST /zones/A/reprovision}.
 */
final class ZoneCommands {

  private final ZoneRuntime zones;
  private final ObjectMapper mapper = new ObjectMapper();

  ZoneCommands(ZoneRuntime zones) {
    this.zones = zones;
  }

  /** Reads what a request brings, when it is wanted. */
  @FunctionalInterface
  interface Body {

    String read();
  }

  /**
   * Carries out a command; returns when that is done.
   *
   * @return what to answer; empty when it is no command about zones
   * @throws SandboxException when it cannot be done
   */
  Optional<Object> handle(String method, String path, Body body) {
    String[] steps = path.split("/");
    if (steps.length < 2 || !steps[1].equals("zones")) {
      return Optional.empty();
    }
    return switch (steps.length) {
      case 2 -> all(method, body);
      case 3 -> one(method, steps[2]);
      case 4 -> deed(method, steps[2], steps[3]);
      default -> Optional.empty();
    };
  }

  private Optional<Object> all(String method, Body body) {
    return switch (method) {
      case "GET" -> Optional.of(zones.list());
      case "POST" -> Optional.of(zones.boot(request(body.read())));
      default -> Optional.empty();
    };
  }

  private ZoneRequest request(String text) {
    try {
      return mapper.readValue(text, ZoneRequest.class);
    } catch (JsonProcessingException broken) {
      throw new SandboxException(
          SandboxException.Reason.INVALID_ARGUMENT,
          "the zone that is asked for cannot be read: " + broken.getOriginalMessage(),
          "use the command and the sandbox of the same version",
          broken);
    }
  }

  private Optional<Object> one(String method, String alias) {
    if (!method.equals("DELETE")) {
      return Optional.empty();
    }
    zones.destroy(alias);
    return Optional.of(Map.of());
  }

  private Optional<Object> deed(String method, String alias, String deed) {
    return switch (method + " " + deed) {
      case "POST reboot" -> Optional.of(zones.reboot(alias));
      case "POST reprovision" -> Optional.of(zones.replaceRootDisk(alias));
      default -> Optional.empty();
    };
  }
}
