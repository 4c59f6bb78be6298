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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** crontab, zfs, hostname, ipadm, ndd: operator-scripts.md 7. */
class PlatformProgramsTest {

  @TempDir Path directory;
  private ZonePlace place;
  private ZoneShell zone;
  private String uuid;

  @BeforeEach
  void install() throws Exception {
    place = ZonePrograms.install(directory.resolve("it's a zone"), "images0");
    zone = new ZoneShell(place.root());
    uuid = zone.run("/usr/bin/zonename").out().strip();
  }

  @Test
  void aCrontabIsReplacedWholeOrNotAtAll() throws Exception {
    assertThat(zone.run("/usr/bin/crontab", "-l").status()).isEqualTo(1);
    String table = "# ours\n17 * * * * imgapi backup -y >>/var/log/x 2>&1\n\n0,30 1-5 */2 * * a\n";
    assertThat(zone.feed(table, "/usr/bin/crontab", "-")).isEqualTo(new Ended(0, "", ""));
    assertThat(zone.run("/usr/bin/crontab", "-l")).isEqualTo(new Ended(0, table, ""));
    assertThat(place.at("/var/spool/cron/crontabs/root")).hasContent(table);
    Ended refused = zone.feed("17 * * * *\n", "/usr/bin/crontab", "-");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("line 1").contains("no changes");
    assertThat(zone.feed("x * * * * a\n", "/usr/bin/crontab").status()).isEqualTo(1);
    assertThat(zone.run("/usr/bin/crontab", "-l").out()).isEqualTo(table);
    Path file = Files.writeString(directory.resolve("new table"), "1 * * * * b\n");
    assertThat(zone.run("/usr/bin/crontab", file.toString()).status()).isZero();
    assertThat(zone.run("/usr/bin/crontab", "-l").out()).isEqualTo("1 * * * * b\n");
    assertThat(zone.run("/usr/bin/crontab", "/no/such/file").status()).isEqualTo(1);
    assertThat(zone.run("/usr/bin/crontab", "-r").status()).isZero();
    assertThat(zone.run("/usr/bin/crontab", "-l").status()).isEqualTo(1);
    assertThat(place.at("/var/spool/cron/crontabs")).isEmptyDirectory();
  }

  @Test
  void theDelegatedDataSetIsMountedWhereItIsTold() throws Exception {
    String data = "zones/" + uuid + "/data";
    assertThat(zone.run("/usr/sbin/zfs", "list", "-H", "-o", "name").out())
        .isEqualTo("zones/" + uuid + "\n" + data + "\n");
    assertThat(zone.run("/usr/sbin/zfs", "list", "-H", "-o", "name,mountpoint", data).out())
        .isEqualTo(data + "\t/" + data + "\n");
    assertThat(zone.run("/usr/sbin/zfs", "set", "mountpoint=/data", data).status()).isZero();
    assertThat(place.at("/data")).isDirectory();
    assertThat(zone.run("/usr/sbin/zfs", "get", "-H", "-o", "value", "mountpoint", data).out())
        .isEqualTo("/data\n");
    assertThat(zone.run("/usr/sbin/zfs", "list", data).out()).contains("NAME").contains("/data");
    assertThat(zone.run("/usr/sbin/zfs", "destroy", data).status()).isEqualTo(2);
  }

  @Test
  void aZoneWithoutADelegatedDataSetSaysSo() throws Exception {
    Files.createFile(place.datasetGone());
    String data = "zones/" + uuid + "/data";
    assertThat(zone.run("/usr/sbin/zfs", "list", "-H", "-o", "name").out())
        .isEqualTo("zones/" + uuid + "\n");
    Ended asked = zone.run("/usr/sbin/zfs", "list", "-H", "-o", "name", data);
    assertThat(asked.status()).isEqualTo(1);
    assertThat(asked.err()).contains("dataset does not exist");
    assertThat(zone.run("/usr/sbin/zfs", "set", "mountpoint=/data", data).status()).isEqualTo(1);
    assertThat(place.at("/data")).doesNotExist();
  }

  @Test
  void aNameIsGivenToTheZone() throws Exception {
    assertThat(zone.run("/usr/bin/hostname").out()).isEqualTo("unknown\n");
    assertThat(zone.run("/opt/local/bin/sm-set-hostname", "imgapi-a").status()).isZero();
    assertThat(zone.run("/usr/bin/hostname").out()).isEqualTo("imgapi-a\n");
    assertThat(zone.run("/opt/local/bin/sm-set-hostname").status()).isEqualTo(1);
  }

  @Test
  void tunablesAreKept() throws Exception {
    assertThat(
            zone.run("/usr/sbin/ipadm", "set-prop", "-t", "-p", "max_buf=2097152", "tcp").status())
        .isZero();
    assertThat(
            zone.run("/usr/sbin/ipadm", "show-prop", "-c", "-o", "current", "-p", "max_buf", "tcp")
                .out())
        .isEqualTo("2097152\n");
    assertThat(zone.run("/usr/sbin/ndd", "-set", "/dev/tcp", "tcp_recv_hiwat", "7").status())
        .isZero();
    assertThat(zone.run("/usr/sbin/ndd", "-get", "/dev/tcp", "tcp_recv_hiwat").out())
        .isEqualTo("7\n");
    assertThat(zone.run("/usr/sbin/ndd", "-get", "/dev/tcp", "other").status()).isEqualTo(1);
    assertThat(zone.run("/usr/sbin/ipadm", "set-prop").status()).isEqualTo(2);
  }
}
