/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AllowLocalImagesCommandTest {
  private static final String KEY = "IMGAPI_ALLOW_LOCAL_CREATE_IMAGE_FROM_VM";
  private DatacenterFixture datacenter;

  @BeforeEach
  void start() throws IOException {
    datacenter = DatacenterFixture.start();
  }

  @AfterEach
  void stop() throws IOException {
    datacenter.stop();
  }

  private Run run(String... words) {
    return datacenter.run(words);
  }

  private String kept() throws IOException {
    return Files.readString(datacenter.directory().resolve("triton/services.json"));
  }

  @Test
  void it_is_shown_asked_for_switched_and_switched_back() throws IOException {
    List<String> before = datacenter.changes();
    Run shown = run("allow-local-images", "on", "-n");
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out()).isEqualTo("+ " + KEY + ": true\n");
    assertThat(run("allow-local-images", "on").err()).contains("use -y");
    assertThat(datacenter.changes()).isEqualTo(before);

    Run on = run("allow-local-images", "on", "-y");
    assertThat(on.status()).as(on.err()).isZero();
    assertThat(kept()).contains("\"" + KEY + "\" : true").contains("STORAGE_MANTA_BASEDIR");
    assertThat(run("allow-local-images", "on", "-y").out()).contains("nothing, it is so already");

    Run off = run("allow-local-images", "off", "-y", "--json");
    assertThat(off.out()).contains("\"before\":\"true\"").contains("\"done\":true");
    assertThat(kept()).contains("\"" + KEY + "\" : false");
  }

  @Test
  void what_stands_already_needs_no_change() {
    assertThat(run("allow-local-images", "off", "-y").out()).contains("nothing, it is so already");
  }

  @Test
  void a_sapi_that_fails_while_it_is_changed_is_told_of_and_a_second_run_finishes()
      throws IOException {
    datacenter
        .triton()
        .faults("sapi")
        .add(new FaultRule("PUT", ".*", 0, 1, 1, new Fault.LostAnswer()));
    Run lost = run("allow-local-images", "on", "-y");
    assertThat(lost.status()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    assertThat(lost.err()).contains("run the same command again");
    assertThat(run("allow-local-images", "on", "-y").status()).isZero();
    assertThat(kept()).contains("\"" + KEY + "\" : true");
  }

  @Test
  void only_on_and_off_are_understood() {
    Run run = run("allow-local-images", "perhaps");
    assertThat(run.status()).isEqualTo(ExitCode.USAGE.status());
  }
}
