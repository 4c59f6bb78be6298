/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.SetUpZone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reprovision gives a zone a fresh root disk, on which the image's own set-up runs. */
class RootDiskReplacedTest {
  private static final String CHECKS = "cron,old-tool,services,dataset";

  @TempDir Path directory;
  private SetUpZone zone;

  @BeforeEach
  void begin() throws IOException {
    zone = SetUpZone.in(directory);
    assertThat(run("setup").status()).isZero();
    assertThat(run("attach").status()).isZero();
    assertThat(faults()).containsEntry("cron", "ok").containsEntry("old-tool", "ok");
  }

  private Run run(String... words) {
    String[] line = java.util.Arrays.copyOf(words, words.length + 2);
    line[words.length] = "--root";
    line[words.length + 1] = zone.root();
    return CliHarness.run(line);
  }

  private Map<String, String> faults() throws IOException {
    Map<String, String> states = new TreeMap<>();
    Run run = run("status", "--json", "--only", CHECKS);
    for (JsonNode check : new ObjectMapper().readTree(run.out()).path("checks")) {
      states.put(check.path("id").asText(), check.path("state").asText());
    }
    return states;
  }

  /** As the original's set-up leaves it (operator-scripts.md 9.2). */
  private void theOriginalSetsUp() throws IOException {
    zone.replaceRootDisk();
    zone.write(
        "/var/spool/cron/crontabs/root",
        """
        0 * * * * /usr/sbin/logadm -v >>/var/log/logadm.log 2>&1
        1 * * * * /opt/smartdc/imgapi/tools/standalone/tritonlogupload.sh -a 5 >>/var/log/tritonlogupload.log 2>&1
        17 * * * * /opt/smartdc/imgapi/bin/imgapi-standalone-backup -y >>/var/log/triton/imgapi-backup.log 2>&1
        """);
  }

  @Test
  void rootDiskReplacedWithDataKept() throws IOException {
    theOriginalSetsUp();
    assertThat(faults()).containsEntry("old-tool", "fault");
    Run run = run("status", "--only", CHECKS);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("old backup tool active", "imgapi attach");

    Run attach = run("attach");
    assertThat(attach.status()).as(attach.err()).isZero();

    assertThat(faults()).containsEntry("cron", "ok").containsEntry("old-tool", "ok");
    assertThat(zone.text("/opt/smartdc/imgapi/bin/imgapi-standalone-backup"))
        .doesNotContain("manta-sync")
        .contains("/data/imgapi-tools/current/bin/imgapi");
    assertThat(zone.text("/root/.profile")).contains("/data/imgapi-tools/current/bin");
  }

  @Test
  void rootDiskReplacedAndNothingSetUpOnIt() throws IOException {
    zone.replaceRootDisk();
    assertThat(faults()).containsEntry("cron", "fault");
    assertThat(run("status", "--only", CHECKS).out()).contains("cron lines", "imgapi attach");
    assertThat(run("attach").status()).isZero();
    assertThat(faults()).containsEntry("cron", "ok").containsEntry("old-tool", "ok");
  }
}
