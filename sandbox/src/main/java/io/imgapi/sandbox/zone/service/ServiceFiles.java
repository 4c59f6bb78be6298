/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.service;

import io.imgapi.sandbox.zone.program.ZonePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is kept of a service, where {@code svcs} and {@code svcadm} read it: a file each for its
 * FMRI, log, whether it is enabled, state, since when, and why.
 */
final class ServiceFiles {

  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("MMM d HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ZonePlace place;
  private final Path directory;

  ServiceFiles(ZonePlace place, String name) {
    this.place = place;
    this.directory = place.services().resolve("services").resolve(name);
  }

  /** Returns the names of the services that there are. */
  static List<String> names(ZonePlace place) throws IOException {
    try (Stream<Path> services = Files.list(place.services().resolve("services"))) {
      return services
          .filter(service -> Files.exists(service.resolve("fmri")))
          .map(service -> service.getFileName().toString())
          .sorted()
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /** Makes the service, enabled, unless it is there. */
  void define(String fmri, String log, Instant now) throws IOException {
    if (Files.exists(directory.resolve("fmri"))) {
      return;
    }
    Files.createDirectories(directory);
    write("log", log);
    enable(true);
    state(ServiceState.OFFLINE, "", now);
    write("fmri", fmri);
  }

  String name() {
    return directory.getFileName().toString();
  }

  /** Returns its log as this machine sees it. */
  Path log() throws IOException {
    return place.at(read("log"));
  }

  boolean enabled() throws IOException {
    return read("enabled").equals("true");
  }

  void enable(boolean enabled) throws IOException {
    write("enabled", Boolean.toString(enabled));
  }

  void changing(ServiceState from) throws IOException {
    write("state", from.word() + "*");
  }

  void state(ServiceState state, String reason, Instant now) throws IOException {
    write("reason", reason);
    write("since", now.truncatedTo(ChronoUnit.SECONDS).toString());
    write("state", state.word());
  }

  /** Adds a line of the kind that the service control itself writes. */
  void logLine(String text, Instant now) throws IOException {
    Path log = log();
    Files.createDirectories(log.getParent());
    Files.writeString(
        log,
        "[ " + LOG_TIME.format(now) + " " + text + " ]\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private String read(String file) throws IOException {
    return Files.readString(directory.resolve(file)).strip();
  }

  private void write(String file, String text) throws IOException {
    Path part = directory.resolve("." + file + ".part");
    Files.writeString(part, text.replace('\n', ' ') + "\n");
    Files.move(part, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
  }
}
