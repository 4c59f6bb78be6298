/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The programs of a zone's platform that the operator's tools call, as shell scripts below its root
 * which answer in a few milliseconds. What each does and how it ends: triton-apis.md 12.
 */
public final class ZonePrograms {

  private static final String PROGRAM = "rwxr-xr-x";
  private static final String LIBRARY = "rw-r--r--";

  private static final Map<String, List<String>> PROGRAMS =
      Map.of(
          "/usr/sbin",
          List.of(
              "mdata-get",
              "mdata-put",
              "mdata-delete",
              "svcadm",
              "svccfg",
              "logadm",
              "zfs",
              "ipadm",
              "ndd"),
          "/usr/bin",
          List.of("svcs", "crontab", "zonename", "hostname"),
          "/opt/local/bin",
          List.of("sm-set-hostname"));

  private ZonePrograms() {}

  /**
   * Installs the programs in a zone of its own, for one that is not looked after by a runtime: its
   * state lies beside the root in {@code <root>.state}, its uuid is drawn. There are no services
   * until a manifest is imported, and nobody starts or stops them until a supervisor does.
   *
   * @param root what is {@code /} within the zone
   * @return where the zone lies
   */
  public static ZonePlace install(Path root, String alias) throws IOException {
    Path absolute = root.toAbsolutePath().normalize();
    ZonePlace place =
        new ZonePlace(absolute, absolute.resolveSibling(absolute.getFileName() + ".state"));
    install(place, ZoneFacts.of(alias, UUID.randomUUID().toString()));
    return place;
  }

  /**
   * Installs the programs in a zone, over those that are there, and tells it what it is. Metadata
   * that its owner has set stay, and so do services. Safe to repeat.
   */
  public static void install(ZonePlace place, ZoneFacts facts) throws IOException {
    for (Map.Entry<String, List<String>> directory : PROGRAMS.entrySet()) {
      for (String name : directory.getValue()) {
        write(place, directory.getKey() + "/" + name, name, PROGRAM);
      }
    }
    write(place, "/lib/svc/sandbox/services.sh", "services.sh", LIBRARY);
    Files.createDirectories(place.state().resolve("metadata"));
    Files.writeString(place.uuid(), facts.uuid() + "\n");
    for (Map.Entry<String, String> fact : facts.metadata().entrySet()) {
      Files.writeString(place.metadata(fact.getKey()), fact.getValue());
    }
    Files.createDirectories(place.at("/etc"));
    Files.createDirectories(place.services().resolve("requests"));
    Files.createDirectories(place.services().resolve("answers"));
  }

  private static void write(ZonePlace place, String path, String resource, String mode)
      throws IOException {
    Path file = place.at(path);
    Files.createDirectories(file.getParent());
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    Files.writeString(
        part,
        text(resource)
            .replace("@ROOT@", quoted(place.root()))
            .replace("@STATE@", quoted(place.state())));
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString(mode));
    // One that runs at this moment goes on reading what it began with.
    Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = ZonePrograms.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the program " + resource + " is not packaged");
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "'\\''") + "'";
  }
}
