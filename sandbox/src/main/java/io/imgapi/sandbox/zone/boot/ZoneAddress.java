/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.boot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.zone.program.ZonePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Where a zone's IMGAPI listens. The zones of a sandbox share one address with each other, so that
 * not all of them can have the port that is usual.
 */
public final class ZoneAddress {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ZoneAddress() {}

  /**
   * Writes the zone's own address and port into its configuration where that names no port. One
   * that does, or that cannot be read as an object, stays as it is; so does one that is absent.
   */
  public static void settle(ZonePlace place, ZonePorts ports) throws IOException {
    Path file = place.at("/data/imgapi/etc/imgapi.config.json");
    if (!Files.exists(file)) {
      return;
    }
    if (read(file) instanceof ObjectNode config && !config.has("port")) {
      config.put("address", "127.0.0.1").put("port", ports.http());
      replace(file, config);
    }
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException damaged) {
      // The service that reads it next says what is wrong with it.
      return JSON.missingNode();
    }
  }

  private static void replace(Path file, ObjectNode config) throws IOException {
    PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    Files.writeString(part, config.toPrettyString() + "\n");
    Files.setPosixFilePermissions(part, before.permissions());
    PosixFileAttributeView view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
    PosixFileAttributes ours = view.readAttributes();
    if (!ours.owner().equals(before.owner()) || !ours.group().equals(before.group())) {
      view.setOwner(before.owner());
      view.setGroup(before.group());
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
