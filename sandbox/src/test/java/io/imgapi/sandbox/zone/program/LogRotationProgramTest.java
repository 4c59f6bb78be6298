/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.zone.program.ZoneShell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** logadm: operator-scripts.md 9.1. */
class LogRotationProgramTest {

  private static final String TEMPLATE = "/var/log/triton/imgapi_$nodename_%Y%m%dT%H%M%S.log";

  @TempDir Path directory;
  private ZonePlace place;
  private ZoneShell zone;
  private Path log;

  @BeforeEach
  void install() throws Exception {
    place = ZonePrograms.install(directory.resolve("it's a zone"), "images0");
    zone = new ZoneShell(place.root());
    zone.run("/opt/local/bin/sm-set-hostname", "imgapi-images0-12345678");
    Files.createDirectories(place.at("/var/svc/log"));
    log = place.at("/var/svc/log/smartdc-site-imgapi:default.log");
    Files.writeString(log, "one line\n");
  }

  private Ended logadm(String... arguments) throws Exception {
    return zone.run("/usr/sbin/logadm", arguments);
  }

  private void enter(String count, String after) throws Exception {
    Ended written =
        logadm(
            "-w",
            "imgapi",
            "-C",
            count,
            "-c",
            "-p",
            "1h",
            "-t",
            TEMPLATE,
            "-a",
            after,
            "/var/svc/log/*imgapi*.log");
    assertThat(written).isEqualTo(new Ended(0, "", ""));
  }

  private List<Path> rotated() throws Exception {
    try (Stream<Path> files = Files.list(place.at("/var/log/triton"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void anEntryIsALineThatIsReplacedAndTakenOut() throws Exception {
    logadm("-w", "smf_logs", "-C", "3", "-c", "-s", "1m", "/var/svc/log/*.log");
    enter("168", "/opt/a b; echo `date` 'x'");
    enter("24", "");
    assertThat(place.at("/etc/logadm.conf"))
        .hasContent(
            "smf_logs -C 3 -c -s 1m '/var/svc/log/*.log'\n"
                + "imgapi -C 24 -c -p 1h -t '"
                + TEMPLATE
                + "' -a '' '/var/svc/log/*imgapi*.log'\n");
    assertThat(logadm("-r", "smf_logs").status()).isZero();
    assertThat(place.at("/etc/logadm.conf")).content().startsWith("imgapi ");
    assertThat(logadm("-w", "imgapi").status()).isEqualTo(1);
    assertThat(logadm("-w", "imgapi", "-C", "3").status()).isEqualTo(1);
    assertThat(place.at("/etc/logadm.conf")).content().contains("-C 24");
  }

  @Test
  void rotatesByCopyingAndTruncatingAndThenRunsWhatIsAsked() throws Exception {
    Path program = place.at("/opt/smartdc/imgapi/tools/after.sh");
    Files.createDirectories(program.getParent());
    Files.writeString(program, "#!/bin/sh\necho \"$1\" >\"$IMGAPI_ROOT/after\"; echo ran\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    enter("168", "/opt/smartdc/imgapi/tools/after.sh 'imgapi;$x'");
    Object inode = Files.getAttribute(log, "unix:ino");
    assertThat(logadm("-p", "now", "imgapi")).isEqualTo(new Ended(0, "ran\n", ""));
    assertThat(rotated())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.getFileName().toString())
                  .matches("imgapi_imgapi-images0-12345678_\\d{8}T\\d{6}\\.log");
              assertThat(file).hasContent("one line\n");
            });
    assertThat(log).isEmptyFile();
    assertThat(Files.getAttribute(log, "unix:ino")).isEqualTo(inode);
    assertThat(place.root().resolve("after")).hasContent("imgapi;$x\n");
  }

  @Test
  void whatHasBeenRotatedThisHourWaits() throws Exception {
    enter("168", "");
    assertThat(logadm("-v").out()).contains("imgapi_imgapi-images0-12345678_");
    Files.writeString(log, "more\n");
    assertThat(logadm("-v").status()).isZero();
    assertThat(rotated()).hasSize(1);
    assertThat(log).hasContent("more\n");
    Path stamps = place.at("/var/logadm/timestamps");
    long last = Long.parseLong(Files.readString(stamps).strip().substring("imgapi ".length()));
    Files.writeString(stamps, "imgapi " + (last - 3600) + "\n");
    Files.move(rotated().get(0), place.at("/var/log/triton/imgapi_h_20200101T000000.log"));
    assertThat(logadm("-v").status()).isZero();
    assertThat(rotated()).hasSize(2);
    assertThat(log).isEmptyFile();
  }

  @Test
  void keepsAsManyAsTheEntrySays() throws Exception {
    Files.createDirectories(place.at("/var/log/triton"));
    for (int hour = 10; hour < 20; hour++) {
      Files.createFile(
          place.at("/var/log/triton/imgapi_imgapi-images0-12345678_20200101T" + hour + "0000.log"));
    }
    Files.createFile(place.at("/var/log/triton/imgapi-backup_a_20200101T000000.log"));
    enter("3", "");
    assertThat(logadm("-p", "now", "imgapi").status()).isZero();
    assertThat(rotated()).hasSize(4);
    assertThat(rotated().stream().map(file -> file.getFileName().toString()))
        .contains("imgapi-backup_a_20200101T000000.log")
        .contains("imgapi_imgapi-images0-12345678_20200101T190000.log")
        .doesNotContain("imgapi_imgapi-images0-12345678_20200101T170000.log");
  }

  @Test
  void aSizeIsACondition() throws Exception {
    logadm("-w", "smf_logs", "-C", "3", "-c", "-s", "1m", "/var/svc/log/*.log");
    assertThat(logadm("-v").status()).isZero();
    assertThat(log).hasContent("one line\n");
    Files.write(log, new byte[1 << 20]);
    assertThat(logadm("-v").status()).isZero();
    assertThat(log).isEmptyFile();
    assertThat(log.resolveSibling(log.getFileName() + ".0")).hasSize(1 << 20);
  }

  @Test
  void whatGoesWrongIsSaid() throws Exception {
    enter("168", "exit 3");
    Ended after = logadm("-p", "now", "imgapi");
    assertThat(after.status()).isEqualTo(1);
    assertThat(after.err()).contains("command failed: exit 3");
    Ended unknown = logadm("-p", "now", "other");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.err()).contains("no entry other");
    assertThat(logadm("-z").status()).isEqualTo(1);
  }
}
