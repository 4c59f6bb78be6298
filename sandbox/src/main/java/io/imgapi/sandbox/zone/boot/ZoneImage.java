/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.imgapi.sandbox.zone.program.ZonePlace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The root disk of a zone as its image has it, before it was ever set up: operator-scripts.md 1.
 */
final class ZoneImage {

  private static final String BIN = "/opt/smartdc/imgapi/bin/";
  private static final String TOOLS = "/opt/smartdc/imgapi/tools/standalone/";
  private static final String STANDALONE = "/opt/smartdc/imgapi/etc/standalone/";
  private static final String MANIFESTS = "/opt/smartdc/imgapi/smf/manifests/";

  private static final List<String> DIRECTORIES =
      List.of(
          "/opt/local/bin",
          "/opt/smartdc/boot/standalone",
          "/root",
          "/tmp",
          "/var/log",
          "/var/svc/log",
          "/var/spool/cron/crontabs",
          "/var/tmp");

  private static final List<String> OLD_PROGRAMS =
      List.of(
          BIN + "imgapi-standalone-backup",
          BIN + "imgapi-standalone-gen-setup-config",
          BIN + "imgapi-standalone-restore",
          BIN + "imgapi-standalone-rotate-key",
          BIN + "imgapi-standalone-status",
          BIN + "manta-env",
          TOOLS + "tritonlogupload.sh",
          TOOLS + "tritonpostlogrotate.sh");

  private ZoneImage() {}

  /**
   * Lays the image out below the root of a zone. What is there already stays as it is.
   *
   * @param ports which the image's TLS front end is to use
   */
  static void layOut(ZonePlace place, ZonePorts ports) throws IOException {
    for (String directory : DIRECTORIES) {
      Files.createDirectories(place.at(directory));
    }
    for (String program : OLD_PROGRAMS) {
      String name = program.substring(program.lastIndexOf('/') + 1);
      write(place, program, text("old-program").replace("@NAME@", name), "rwxr-xr-x");
    }
    file(place, MANIFESTS + "imgapi.xml", "imgapi.xml");
    file(place, MANIFESTS + "haproxy-standalone.xml", "haproxy-standalone.xml");
    file(place, STANDALONE + "standard-channels.json", "standard-channels.json");
    file(place, "/etc/logadm.conf", "logadm.conf");
    file(place, "/var/spool/cron/crontabs/root", "crontab");
    file(place, "/root/.profile", "profile");
    write(
        place,
        STANDALONE + "haproxy.cfg",
        text("haproxy.cfg")
            .replace("@HTTPS@", Integer.toString(ports.https()))
            .replace("@HTTP@", Integer.toString(ports.http())),
        "rw-r--r--");
  }

  private static void file(ZonePlace place, String path, String resource) throws IOException {
    write(place, path, text(resource), "rw-r--r--");
  }

  private static void write(ZonePlace place, String path, String text, String mode)
      throws IOException {
    Path file = place.at(path);
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static String text(String resource) throws IOException {
    try (InputStream in =
        ZoneImage.class.getResourceAsStream("/io/imgapi/sandbox/zone/image/" + resource)) {
      if (in == null) {
        throw new IOException("the zone's image lacks " + resource);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
