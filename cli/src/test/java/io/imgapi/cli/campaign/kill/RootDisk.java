/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.SetUpZone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the platform and the image put on a zone's root disk, and nobody may lose. */
final class RootDisk {
  private static final String BIN = "/opt/smartdc/imgapi/bin/";
  private static final List<String> WORKED_IN =
      List.of(
          "/etc",
          "/root",
          "/var/svc",
          "/var/spool/cron/crontabs",
          BIN,
          "/opt/smartdc/imgapi/tools/standalone",
          "/data/imgapi",
          "/data/imgapi/etc");

  private RootDisk() {}

  /** Requires that all of it is there, whole, under its own name or beside it. */
  static void requireKept(SetUpZone zone) throws IOException {
    for (String name : new String[] {"imgapi-standalone-backup", "manta-env", "imgapiadm"}) {
      Path tool = zone.place().at(BIN + name);
      Path aside = zone.place().at(BIN + name + ".orig");
      assertThat(Files.readString(Files.exists(aside) ? aside : tool))
          .as(name)
          .isEqualTo(SetUpZone.ORIGINAL);
    }
    assertThat(lines(zone, "/var/spool/cron/crontabs/root"))
        .containsAll(SetUpZone.CRONTAB.lines().toList());
    assertThat(lines(zone, "/etc/logadm.conf")).containsAll(SetUpZone.LOGADM.lines().toList());
    assertThat(zone.text("/root/.profile")).startsWith("export PAGER=less");
    BackedUpZone.requireWholeFiles(zone.place().root());
  }

  /** Those that were put out of force by a mark, too. */
  private static List<String> lines(SetUpZone zone, String path) throws IOException {
    return zone.text(path).lines().map(line -> line.replaceFirst("^#imgapi-off# ", "")).toList();
  }

  /** Where something changes soon. */
  static List<Path> worksIn(SetUpZone zone) {
    return Stream.of(WORKED_IN.toArray(String[]::new)).map(zone.place()::at).toList();
  }
}
