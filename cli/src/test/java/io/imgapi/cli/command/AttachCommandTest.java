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
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.core.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachCommandTest {
  private static final String BIN = "/opt/smartdc/imgapi/bin/";
  private static final String TOOLS = "/opt/smartdc/imgapi/tools/standalone/";
  private static final String[] ROOT_DISK = {"/etc", "/root", "/var", "/opt"};

  @TempDir Path directory;

  private SetUpZone zone;

  @BeforeEach
  void zone() throws IOException {
    zone = SetUpZone.in(directory);
  }

  private Run run(String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command, "--root", zone.root()));
    words.addAll(Arrays.asList(more));
    return CliHarness.run(words.toArray(String[]::new));
  }

  /** As the original leaves a zone that it set up. */
  private void setUpByTheOriginal() throws IOException {
    assertThat(run("setup").status()).isZero();
    assertThat(run("detach").status()).isZero();
    zone.write(
        "/var/spool/cron/crontabs/root",
        """
        0 * * * * /usr/sbin/logadm -v >>/var/log/logadm.log 2>&1
        1 * * * * /opt/smartdc/imgapi/tools/standalone/tritonlogupload.sh -a 5 >>/var/log/tritonlogupload.log 2>&1
        17 * * * * /opt/smartdc/imgapi/bin/imgapi-standalone-backup -y >>/var/log/triton/imgapi-backup.log 2>&1
        """);
    zone.write(
        "/etc/logadm.conf",
        """
        imgapi -C 168 -a 'tritonpostlogrotate.sh imgapi' -c -p 1h '/var/svc/log/*imgapi*.log'
        smf_logs -C 3 -c -s 1m '/var/svc/log/*.log'
        """);
  }

  @Test
  void takesThePlaceOfTheOriginals() throws IOException {
    setUpByTheOriginal();
    Run run = run("attach");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("done     old-names", "4 wrappers", "done     crontab");
    assertThat(zone.text(BIN + "imgapi-standalone-backup.orig")).isEqualTo(SetUpZone.ORIGINAL);
    assertThat(zone.text(BIN + "imgapi-standalone-backup"))
        .contains("run backup")
        .doesNotContain("manta-sync");
    assertThat(zone.place().at(BIN + "imgapi-standalone-backup")).isExecutable();
    assertThat(zone.text(BIN + "imgapiadm")).isEqualTo(SetUpZone.ORIGINAL);
    assertThat(zone.text("/var/spool/cron/crontabs/root"))
        .contains("#imgapi-off# 17 * * * *", "/data/imgapi-tools/current/bin/imgapi backup -y");
    assertThat(zone.text("/etc/logadm.conf"))
        .contains("#imgapi-off# imgapi -C 168", "imgapi log-rotated imgapi'");
    Run again = run("attach");
    assertThat(again.out().lines()).allMatch(line -> line.matches("(already|skipped) .*"));
  }

  @Test
  void detachGivesBackWhatWasThereToTheByte() throws IOException {
    setUpByTheOriginal();
    Map<String, String> before = zone.snapshot(ROOT_DISK);
    assertThat(run("attach").status()).isZero();
    assertThat(zone.snapshot(ROOT_DISK)).isNotEqualTo(before);
    Run run = run("detach");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(zone.snapshot(ROOT_DISK)).isEqualTo(before);
    Run again = run("detach");
    assertThat(again.out().lines()).allMatch(line -> line.startsWith("already "));
    assertThat(zone.snapshot(ROOT_DISK)).isEqualTo(before);
  }

  @Test
  void bringsBackEverythingThatANewRootDiskLacks() throws IOException {
    assertThat(run("setup").status()).isZero();
    Map<String, String> before = zone.snapshot(ROOT_DISK);
    zone.replaceRootDisk();
    assertThat(zone.snapshot(ROOT_DISK)).isNotEqualTo(before);
    Run run = run("attach");
    assertThat(run.status()).as(run.err()).isZero();
    Map<String, String> after = zone.snapshot(ROOT_DISK);
    // When the services were imported differs.
    before.keySet().removeIf(path -> path.endsWith("/since"));
    after.keySet().removeIf(path -> path.endsWith("/since"));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void aDryRunChangesNothing() throws IOException {
    setUpByTheOriginal();
    Map<String, String> before = zone.snapshot("/");
    Run run = run("attach", "--dry-run");
    assertThat(run.out()).contains("would    crontab", "would    old-names");
    assertThat(zone.snapshot("/")).isEqualTo(before);
    assertThat(run("attach", "--json", "-n").out()).contains("\"schema\":\"imgapi/attach/1\"");
  }

  @Test
  void whereThereIsNoInstanceItSaysSo() {
    run("attach").requireFailure(ExitCode.NOT_SET_UP, "no instance here", "imgapi setup");
  }

  @Test
  void anOriginalThatCameAgainIsKeptAndWrappedAgain() throws IOException {
    setUpByTheOriginal();
    assertThat(run("attach").status()).isZero();
    zone.script(BIN + "manta-env", "#!/bin/sh\n# newer\n");
    assertThat(run("attach").status()).isZero();
    assertThat(zone.text(BIN + "manta-env.orig")).isEqualTo("#!/bin/sh\n# newer\n");
    assertThat(zone.text(BIN + "manta-env")).contains("imgapi wrapper");
  }

  @ParameterizedTest
  @CsvSource({
    BIN + "imgapi-standalone-backup, -y, backup -y",
    TOOLS + "tritonlogupload.sh, -n -a 5, log-upload -n --attempts 5",
    TOOLS + "tritonlogupload.sh, '', log-upload --attempts 1",
    TOOLS
        + "tritonpostlogrotate.sh, -q -f -m imgapi, log-rotated --quiet --move --next-hour imgapi",
    BIN + "manta-env, '', manta-env",
    BIN + "imgapi-standalone-restore, -v -y, restore -y",
    BIN + "imgapi-standalone-status, -v, status --exit-count -v"
  })
  void theOldNamesTakeTheirOldOptions(String script, String options, String becomes)
      throws IOException {
    assertThat(run("setup").status()).isZero();
    zone.script(script, SetUpZone.ORIGINAL);
    assertThat(run("attach").status()).isZero();
    Path program = directory.resolve("imgapi");
    zone.script(
        script,
        zone.text(script).replace("/data/imgapi-tools/current/bin/imgapi", program.toString()));
    Files.writeString(program, "#!/bin/sh\necho \"$*\"\nexit 14\n");
    Files.setPosixFilePermissions(
        program, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> words = new ArrayList<>(List.of(zone.place().at(script).toString()));
    words.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));
    Exited exited =
        (Exited)
            new LocalHost("/usr/bin:/bin")
                .run(Command.of(Duration.ofSeconds(20), words.toArray(String[]::new)));
    assertThat(exited.out()).startsWith(becomes + "\n");
    assertThat(exited.status()).isEqualTo(becomes.startsWith("status") ? 14 : 1);
  }
}
