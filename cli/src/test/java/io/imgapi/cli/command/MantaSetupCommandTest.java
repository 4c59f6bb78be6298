/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.triton.TritonSandbox;
import io.imgapi.sandbox.triton.TritonSettings;
import io.imgapi.sandbox.triton.TritonSettings.SeparateMaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MantaSetupCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private DatacenterFixture datacenter;
  private String manta;

  @BeforeEach
  void start() throws IOException {
    datacenter = DatacenterFixture.start();
    manta = datacenter.sandbox().manta().url().toString();
  }

  @AfterEach
  void stop() throws IOException {
    datacenter.stop();
  }

  private Run run(String... words) {
    List<String> line = new ArrayList<>(List.of("manta-setup"));
    line.addAll(List.of(words));
    line.addAll(List.of("--key-settle", "0"));
    return datacenter.run(line.toArray(String[]::new));
  }

  private JsonNode metadata() throws IOException {
    JsonNode services =
        JSON.readTree(Files.readString(datacenter.directory().resolve("triton/services.json")));
    for (JsonNode service : services) {
      if (service.path("name").asText().equals("imgapi")) {
        return service.path("metadata");
      }
    }
    throw new AssertionError("no service imgapi in " + services);
  }

  private List<String> keysOnAccount() {
    return datacenter.triton().keys(TritonSandbox.ADMIN);
  }

  private List<Path> kept() throws IOException {
    Path directory = datacenter.directory().resolve("person/.imgapi");
    if (Files.notExists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private Path keptWith(String text) throws IOException {
    for (Path file : kept()) {
      if (Files.readString(file).contains(text)) {
        return file;
      }
    }
    throw new AssertionError("no file keeps " + text);
  }

  private void requireFailure(Run run, ExitCode code, String... parts) {
    assertThat(run.status()).as(run.err()).isEqualTo(code.status());
    assertThat(run.err()).contains(parts);
  }

  private void set(String... more) {
    List<String> words = new ArrayList<>(List.of(manta, "--insecure", "-y"));
    words.addAll(List.of(more));
    Run run = run(words.toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isZero();
  }

  @Test
  void it_is_shown_and_asked_for_and_nothing_is_changed_before() throws IOException {
    List<String> before = datacenter.changes();
    Run shown = run(manta, "--insecure", "-n");
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("+ IMGAPI_MANTA_URL: " + manta)
        .contains("+ IMGAPI_MANTA_USER: admin")
        .contains("+ IMGAPI_MANTA_INSECURE: true")
        .contains("+ IMGAPI_PRIVATE_KEY: (the private key of SHA256:")
        .contains("is put on the account admin as 'sandbox imgapi key 20")
        .contains("imgapi0 restart their service")
        .doesNotContain("BEGIN");
    requireFailure(run(manta, "--insecure"), ExitCode.USAGE, "use -y");
    assertThat(datacenter.changes()).isEqualTo(before);
    assertThat(keysOnAccount()).isEmpty();
    assertThat(kept()).isEmpty();
  }

  @Test
  void it_is_configured_and_the_second_time_there_is_nothing_to_do() throws IOException {
    Run run = run(manta, "--insecure", "-y");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("keeping image files in Manta: imgapi0");
    JsonNode metadata = metadata();
    assertThat(metadata.path("IMGAPI_MANTA_INSECURE").isBoolean()).isTrue();
    assertThat(metadata.path("IMGAPI_MANTA_REMOTE").isBoolean()).isTrue();
    assertThat(metadata.path("IMGAPI_PRIVATE_KEY").asText())
        .startsWith("-----BEGIN EC PRIVATE KEY-----")
        .endsWith("-----END EC PRIVATE KEY-----");
    assertThat(metadata.path("IMGAPI_PUBLIC_KEY").asText()).startsWith("ecdsa-sha2-nistp256 ");
    assertThat(metadata.path("IMGAPI_KEY_ID").asText()).startsWith("SHA256:");
    assertThat(metadata.path("STORAGE_MANTA_BASEDIR").asText()).isEqualTo("imgapi");
    assertThat(keysOnAccount()).hasSize(1);
    assertThat(keysOnAccount().get(0)).startsWith("sandbox imgapi key 20");

    Run again = run(manta, "--insecure", "-y", "--json");
    assertThat(again.out()).contains("\"needed\":false");
    assertThat(keysOnAccount()).hasSize(1);
  }

  @Test
  void another_address_is_changed_alone_and_the_key_stays() throws IOException {
    set();
    String key = metadata().path("IMGAPI_KEY_ID").asText();
    Run shown = run(manta, "--insecure", "--remote", "-n");
    assertThat(shown.out())
        .contains("- IMGAPI_MANTA_REMOTE: false", "+ IMGAPI_MANTA_REMOTE: true")
        .doesNotContain("KEY");
    set("--remote");
    assertThat(metadata().path("IMGAPI_MANTA_REMOTE").asBoolean()).isTrue();
    assertThat(metadata().path("IMGAPI_KEY_ID").asText()).isEqualTo(key);
    assertThat(keysOnAccount()).hasSize(1);
  }

  @Test
  void with_force_the_former_key_leaves_when_the_zones_have_followed() throws IOException {
    set();
    String before = keysOnAccount().get(0);
    String id = metadata().path("IMGAPI_KEY_ID").asText();
    Run run = run(manta, "--insecure", "--force", "-y");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("taken off the account: ");
    assertThat(metadata().path("IMGAPI_KEY_ID").asText()).isNotEqualTo(id);
    assertThat(keysOnAccount()).hasSize(1);
    assertThat(before).startsWith("sandbox imgapi key");
  }

  @Test
  void a_zone_that_does_not_follow_keeps_the_former_key_and_a_second_run_finishes()
      throws IOException {
    set();
    datacenter.triton().configAgent().setStopped(true);
    Run run = run(manta, "--insecure", "--force", "-y", "--follow-timeout", "1");
    requireFailure(
        run, ExitCode.TIMED_OUT, "not seen to restart", "imgapi0", "former keys stay", "--back");
    assertThat(keysOnAccount()).hasSize(2);

    datacenter.triton().configAgent().setStopped(false);
    Run again = run(manta, "--insecure", "-y", "--follow-timeout", "1");
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(keysOnAccount()).hasSize(1);
  }

  @Test
  void what_was_before_is_kept_for_its_owner_alone_and_comes_back() throws IOException {
    set();
    String key = metadata().path("IMGAPI_KEY_ID").asText();
    String text = metadata().path("IMGAPI_PRIVATE_KEY").asText();
    set("--force", "--remote");
    Path file = keptWith(key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Run shown = run("--back", file.toString(), "-n");
    assertThat(shown.out()).contains("+ IMGAPI_KEY_ID: " + key).doesNotContain("BEGIN");
    Run back = run("--back", file.toString(), "-y");
    assertThat(back.status()).as(back.err()).isZero();
    assertThat(metadata().path("IMGAPI_KEY_ID").asText()).isEqualTo(key);
    assertThat(metadata().path("IMGAPI_PRIVATE_KEY").asText()).isEqualTo(text);
    assertThat(metadata().path("IMGAPI_MANTA_REMOTE").asBoolean()).isFalse();

    Run first = run("--back", keptWith("\"metadata\" : { }").toString(), "-y");
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(metadata().has("IMGAPI_MANTA_URL")).isFalse();
    assertThat(metadata().has("IMGAPI_PRIVATE_KEY")).isFalse();
    assertThat(keysOnAccount()).isEmpty();
  }

  @Test
  void the_way_back_reaches_the_same_data_centre() {
    String sapi = datacenter.triton().url("sapi").toString();
    Run done = run(manta, "--insecure", "--sapi", sapi, "-y");
    assertThat(done.status()).as(done.err()).isZero();
    assertThat(done.out())
        .containsPattern(
            "the way back: imgapi manta-setup --back \\S+ --sapi " + sapi + " --key-settle 0\n");
  }

  @Test
  void a_zone_that_does_not_tell_where_it_keeps_files_is_named() {
    datacenter
        .triton()
        .faults("imgapi")
        .add(new FaultRule("GET", "/state", 0, -1, 1, new Fault.Status(500, null)));
    Run run = run(manta, "--insecure", "-y");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("not seen to do so: imgapi0")
        .doesNotContain("keeping image files in Manta");
  }

  @Test
  void a_file_that_kept_nothing_is_no_way_back() throws IOException {
    Path file = Files.writeString(datacenter.directory().resolve("x.json"), "{\"schema\": 1}");
    requireFailure(run("--back", file.toString()), ExitCode.CONFIG_INVALID, "keeps no values");
    Files.writeString(file, "secret words");
    Run run = run("--back", file.toString());
    requireFailure(run, ExitCode.CONFIG_INVALID, "it is no JSON");
    assertThat(run.err()).doesNotContain("secret words");
    requireFailure(run("--back", "/nonexistent"), ExitCode.CONFIG_INVALID, "no such file");
  }

  @Test
  void a_key_that_manta_does_not_accept_leaves_sapi_as_it_is_and_a_second_run_finishes()
      throws IOException {
    datacenter
        .sandbox()
        .manta()
        .faults()
        .add(new FaultRule("HEAD", ".*", 0, -1, 1, new Fault.KeyUnknown()));
    Run late = run(manta, "--insecure", "-y", "--key-timeout", "1");
    requireFailure(late, ExitCode.TIMED_OUT, "SAPI was not changed", "run the same again");
    assertThat(metadata().has("IMGAPI_MANTA_URL")).isFalse();

    datacenter.sandbox().manta().faults().clear();
    set("--follow-timeout", "1");
    assertThat(keysOnAccount()).as("the first run's key is gone, too").hasSize(1);
  }

  @Test
  void a_manta_that_does_not_answer_changes_nothing() {
    List<String> before = datacenter.changes();
    requireFailure(
        run("https://127.0.0.1:1", "-y"), ExitCode.REMOTE_UNAVAILABLE, "Manta does not answer");
    requireFailure(run(manta, "-y"), ExitCode.REMOTE_UNAVAILABLE, "add --insecure");
    assertThat(datacenter.changes()).isEqualTo(before);
    assertThat(keysOnAccount()).isEmpty();
  }

  @Test
  void an_ldap_that_refuses_leaves_sapi_as_it_is() throws IOException {
    datacenter.triton().ufdsMasterRules().refuseNext("add", 50);
    Run run = run(manta, "--insecure", "-y");
    requireFailure(
        run, ExitCode.AUTH_REFUSED, "cannot be put on the account", "nothing was changed in SAPI");
    assertThat(metadata().has("IMGAPI_MANTA_URL")).isFalse();
    set();
  }

  @Test
  void a_sapi_that_fails_while_it_is_changed_is_told_of_and_a_second_run_finishes()
      throws IOException {
    datacenter
        .triton()
        .faults("sapi")
        .add(new FaultRule("PUT", ".*", 0, 1, 1, new Fault.Status(500, null)));
    Run run = run(manta, "--insecure", "-y");
    requireFailure(
        run, ExitCode.REMOTE_UNAVAILABLE, "SAPI cannot be changed", "run the same again", "--back");
    set("--follow-timeout", "1");
    assertThat(metadata().has("IMGAPI_MANTA_URL")).isTrue();
    assertThat(keysOnAccount()).hasSize(1);
  }

  @Test
  void a_lost_answer_of_sapi_is_finished_by_a_second_run() throws IOException {
    datacenter
        .triton()
        .faults("sapi")
        .add(new FaultRule("PUT", ".*", 0, 1, 1, new Fault.LostAnswer()));
    requireFailure(run(manta, "--insecure", "-y"), ExitCode.REMOTE_UNAVAILABLE, "may or may not");
    String key = metadata().path("IMGAPI_KEY_ID").asText();
    set("--follow-timeout", "1");
    assertThat(metadata().path("IMGAPI_KEY_ID").asText()).isEqualTo(key);
    assertThat(keysOnAccount()).hasSize(1);
  }

  @Test
  void the_first_load_balancer_needs_insecure_and_is_found_by_its_external_address()
      throws IOException {
    requireFailure(run("FIRST-LB", "-y"), ExitCode.USAGE, "--insecure");
    Run run = run("FIRST-LB", "--insecure", "-y");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(metadata().path("IMGAPI_MANTA_URL").asText()).isEqualTo(manta);
  }

  @Test
  void without_a_manta_here_there_is_no_first_load_balancer() throws IOException {
    datacenter.stop();
    datacenter =
        DatacenterFixture.start(TritonSettings.withStep(Duration.ofMillis(1)).withoutLocalManta());
    requireFailure(
        run("FIRST-LB", "--insecure", "-y"), ExitCode.FAILED, "no load balancer", "https://");
  }

  @Test
  void keys_go_to_the_master_with_its_own_password() throws IOException {
    datacenter.stop();
    datacenter =
        DatacenterFixture.start(
            TritonSettings.withStep(Duration.ofMillis(1))
                .withMaster(new SeparateMaster(Duration.ZERO, true)));
    manta = datacenter.sandbox().manta().url().toString();
    set();
    assertThat(keysOnAccount()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "ftp://x", "https://user:pw@host", "--key-timeout,-1,https://x", "-n"})
  void bad_input_is_refused(String words) {
    Run run = run(words.split(","));
    assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.USAGE.status());
  }
}
