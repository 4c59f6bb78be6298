/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import io.imgapi.core.host.HostFiles.FileFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether logs were rotated in this hour. The name of the machine within a file's name is not
 * looked at: it may have been another one at the rotation (triton-apis.md 14.42).
 */
record LogRotationCheck(Scene scene) {
  /** Rotation takes its time, and cron begins it at the full hour. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  private static final List<String> LOGS = List.of("imgapi", "imgapi-backup");
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

  Finding look() {
    Path directory = scene.layout().resolve("/var/log/triton");
    Instant hour = scene.now().truncatedTo(ChronoUnit.HOURS);
    boolean grace = Duration.between(hour, scene.now()).compareTo(GRACE) < 0;
    Instant oldest = grace ? hour.minus(Duration.ofHours(1)) : hour;
    List<FileFacts> files = scene.files().list(directory).orElse(List.of());
    List<String> late = new ArrayList<>();
    for (String log : LOGS) {
      if (newest(files, log).filter(time -> !time.isBefore(oldest)).isEmpty()) {
        late.add(log);
      }
    }
    if (late.isEmpty()) {
      return Finding.ok(CheckName.LOG_ROTATION, "this hour's logs are there");
    }
    Optional<Instant> setUp = setUp();
    if (setUp.filter(time -> time.isAfter(oldest)).isPresent()) {
      return Finding.skipped(
          CheckName.LOG_ROTATION,
          "set up at " + Words.of(setUp.get()) + ", no full hour has begun since");
    }
    return Finding.fault(CheckName.LOG_ROTATION, "no log of this hour: " + String.join(", ", late))
        .command("ls " + directory + "/" + late.get(0) + "_*_" + stamp(oldest) + "*.log")
        .detail(newest(files, late.get(0)).map(t -> "the newest is of " + t).orElse("none at all"))
        .see(scene.layout().resolve("/var/log/logadm.log").toString())
        .remedy("svcs -x cron; as cron does it: logadm -v; the entries are made by: imgapi attach");
  }

  private static String stamp(Instant hour) {
    return STAMP.format(hour.atOffset(ZoneOffset.UTC)).substring(0, 11);
  }

  private static Optional<Instant> newest(List<FileFacts> files, String log) {
    Pattern name = Pattern.compile(Pattern.quote(log) + "_.+_([0-9]{8}T[0-9]{6})\\.log");
    return files.stream()
        .map(file -> name.matcher(file.path().getFileName().toString()))
        .filter(Matcher::matches)
        .map(m -> time(m.group(1)))
        .flatMap(Optional::stream)
        .max(Instant::compareTo);
  }

  private static Optional<Instant> time(String stamp) {
    try {
      return Optional.of(LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC));
    } catch (java.time.DateTimeException e) {
      // Another file that happens to have such a name.
      return Optional.empty();
    }
  }

  /** When this root disk was set up; the logs of the one before are not on it. */
  private Optional<Instant> setUp() {
    return scene
        .files()
        .lookThrough(scene.layout().resolve("/var/svc/setup_complete"))
        .map(FileFacts::modified);
  }
}
