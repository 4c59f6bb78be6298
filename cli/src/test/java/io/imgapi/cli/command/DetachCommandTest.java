/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.SetUpZone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetachCommandTest {
  @TempDir Path directory;

  @Test
  void aDryRunShowsWhatWouldGoAndTakesNothingOut() throws IOException {
    SetUpZone zone = SetUpZone.in(directory);
    assertThat(CliHarness.run("setup", "--root", zone.root()).status()).isZero();
    Map<String, String> before = zone.snapshot("/");
    Run run = CliHarness.run("detach", "--root", zone.root(), "-n");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("would    crontab", "would    logadm", "would    profile", "would    old-names");
    assertThat(zone.snapshot("/")).isEqualTo(before);
  }

  @Test
  void leavesTheInstanceAlone() throws IOException {
    SetUpZone zone = SetUpZone.in(directory);
    assertThat(CliHarness.run("setup", "--root", zone.root()).status()).isZero();
    Map<String, String> before = zone.snapshot("/data");
    Run run = CliHarness.run("detach", "--root", zone.root(), "--json");
    assertThat(run.out()).contains("\"schema\":\"imgapi/detach/1\"");
    assertThat(zone.snapshot("/data")).isEqualTo(before);
    assertThat(zone.text("/var/spool/cron/crontabs/root")).isEqualTo(SetUpZone.CRONTAB);
    assertThat(zone.text("/etc/logadm.conf")).isEqualTo(SetUpZone.LOGADM);
    assertThat(zone.text("/root/.profile")).isEqualTo("export PAGER=less");
  }

  @Test
  void whereNothingIsHookedInThereIsNothingToTakeOut() throws IOException {
    SetUpZone zone = SetUpZone.in(directory);
    Run run = CliHarness.run("detach", "--root", zone.root());
    assertThat(run.status()).isZero();
    assertThat(run.out().lines()).hasSize(4).allMatch(line -> line.startsWith("already "));
  }
}
