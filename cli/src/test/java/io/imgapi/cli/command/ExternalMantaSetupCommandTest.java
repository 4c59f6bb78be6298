/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.LocalFiles;
import io.imgapi.core.instancekey.HostedKeys;
import io.imgapi.core.instancekey.InstanceKey;
import io.imgapi.core.instancekey.InstanceKeyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExternalMantaSetupCommandTest {
  private static DatacenterFixture datacenter;
  private static String manta;
  private static Path key;

  @BeforeAll
  static void start() throws IOException {
    datacenter = DatacenterFixture.start();
    manta = datacenter.sandbox().manta().url().toString();
    key = datacenter.sandbox().operator().privateKey();
  }

  @AfterAll
  static void stop() throws IOException {
    datacenter.stop();
  }

  private static Run run(String... words) {
    List<String> line = new ArrayList<>(List.of("external-manta-setup"));
    line.addAll(List.of(words));
    line.addAll(List.of("--insecure", "--key-settle", "0"));
    return datacenter.run(line.toArray(String[]::new));
  }

  private static String services() throws IOException {
    return Files.readString(datacenter.directory().resolve("triton/services.json"));
  }

  private static void requireFailure(Run run, ExitCode code, String... parts) {
    assertThat(run.status()).as(run.err()).isEqualTo(code.status());
    assertThat(run.err()).contains(parts);
  }

  @Test
  void it_is_tried_configured_and_taken_back() throws IOException {
    Run shown = run(manta, "operator", key.toString(), "-n");
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("+ IMGAPI_MANTA_USER: operator", "+ IMGAPI_MANTA_REMOTE: true")
        .doesNotContain("BEGIN", "is put on the account");
    assertThat(services()).doesNotContain("IMGAPI_MANTA_URL");

    Run run = run(manta, "operator", key.toString(), "-y");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(services()).contains("IMGAPI_MANTA_URL", "PRIVATE KEY");
    assertThat(run(manta, "operator", key.toString(), "-y").out()).contains("nothing");

    String back = run.out().replaceAll("(?s).*--back (\\S+).*", "$1");
    Run undone = datacenter.run("manta-setup", "--back", back, "-y", "--follow-timeout", "1");
    assertThat(undone.status()).as(undone.err()).isZero();
    assertThat(services()).doesNotContain("IMGAPI_MANTA_URL", "PRIVATE KEY");
  }

  @Test
  void a_key_that_is_not_on_the_account_is_refused_before_anything_is_changed() throws IOException {
    List<String> before = datacenter.changes();
    Path stranger = datacenter.directory().resolve("stranger");
    new HostedKeys(new LocalFiles())
        .put(
            stranger,
            InstanceKey.generate(new InstanceKeyName("imgapi-a-b-20261126T000000")),
            Access.secret());
    requireFailure(
        run(manta, "operator", stranger.toString(), "-y"),
        ExitCode.AUTH_REFUSED,
        "does not accept the key",
        stranger + ".pub");

    Path other = Files.copy(stranger, datacenter.directory().resolve("other"));
    Files.copy(Path.of(key + ".pub"), Path.of(other + ".pub"));
    requireFailure(
        run(manta, "operator", other.toString(), "-y"),
        ExitCode.CONFIG_INVALID,
        "belongs to another key",
        "ssh-keygen -y");
    assertThat(datacenter.changes()).isEqualTo(before);
  }

  @Test
  void what_is_no_key_is_told_of() throws IOException {
    requireFailure(
        run(manta, "operator", "/nonexistent", "-y"),
        ExitCode.CONFIG_INVALID,
        "there is no private key");
    Path text = Files.writeString(datacenter.directory().resolve("text"), "planted words");
    Run run = run(manta, "operator", text.toString(), "-y");
    requireFailure(run, ExitCode.CONFIG_INVALID, "a key cannot be used");
    assertThat(run.err()).doesNotContain("planted words");
  }

  @Test
  void a_manta_that_does_not_answer_is_no_refusal() {
    requireFailure(
        run("https://127.0.0.1:1", "operator", key.toString(), "-y"),
        ExitCode.REMOTE_UNAVAILABLE,
        "does not answer");
  }
}
