/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.run.RotationJournal.State;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.triton.TritonSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A zone of a data centre gets a new key, which is put on its account without a question. */
class RotateAndRegisterTest {
  private static final String IMAGE = "1be96a38-d9a9-4b4e-8f5e-0f5f2f5b0000";
  private static DatacenterFixture datacenter;
  private static Path root;

  @BeforeAll
  static void start() throws IOException {
    datacenter = DatacenterFixture.start();
    Run run =
        datacenter.run(
            "create",
            "operator",
            IMAGE,
            "sample-2G",
            "img0",
            "-y",
            "-m",
            "mantaUrl=" + datacenter.sandbox().manta().url(),
            "-m",
            "mantaUser=operator",
            "-m",
            "mantaInsecure=true",
            "--register-key",
            "ufds",
            "--key-settle",
            "0");
    assertThat(run.status()).as(run.err()).isZero();
    root = Path.of(datacenter.sandbox().runtime().list().get(0).root());
  }

  @AfterAll
  static void stop() throws IOException {
    datacenter.stop();
  }

  @AfterEach
  void heal() throws IOException {
    datacenter.heal();
    datacenter.triton().faults("ufds").clear();
    datacenter.sandbox().manta().faults().clear();
    if (isUnderWay()) {
      assertThat(rotate("--abort", "-y").status()).isZero();
    }
  }

  private static Run rotate(String... more) {
    List<String> words = new ArrayList<>(List.of("rotate-key", "--root", root.toString()));
    words.addAll(List.of("--settle", "0"));
    words.addAll(List.of(more));
    return datacenter.run(words.toArray(String[]::new));
  }

  private static String[] cloudapi(String account, String... more) {
    List<String> words =
        new ArrayList<>(List.of("--register-key", "cloudapi", "--account", account));
    words.addAll(List.of("--account-key", datacenter.sandbox().operator().privateKey().toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static Path journalFile() {
    return root.resolve("data/imgapi/run/rotate.json");
  }

  private static boolean isUnderWay() {
    return Files.exists(journalFile());
  }

  private static State state() throws IOException {
    return RotationJournal.parse(journalFile(), Files.readAllBytes(journalFile()))
        .orElseThrow()
        .state();
  }

  private static String keyId() throws IOException {
    return new ObjectMapper()
        .readTree(root.resolve("data/imgapi/etc/imgapi.config.json").toFile())
        .at("/manta/keyId")
        .asText();
  }

  private static List<String> keys() {
    return datacenter.triton().keys(TritonSandbox.OPERATOR).stream()
        .filter(name -> name.startsWith("imgapi-img0-"))
        .toList();
  }

  private static void requireSwitched(Run run, String before) throws IOException {
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("done: the service uses the new key");
    assertThat(isUnderWay()).isFalse();
    assertThat(keyId()).isNotEqualTo(before).startsWith("SHA256:");
    Run asked = datacenter.run("manta", "ls", "~~/stor", "--root", root.toString());
    assertThat(asked.status()).as(asked.err()).isZero();
  }

  private static void requireResting(Run run, ExitCode code, String before, String... parts)
      throws IOException {
    assertThat(run.status()).as(run.err()).isEqualTo(code.status());
    assertThat(run.err())
        .contains(parts)
        .containsPattern(
            "imgapi rotate-key --root "
                + root
                + " --settle 0 --register-key (ufds|cloudapi)( --\\S.*)? --resume")
        .doesNotContain("\tat ", "PRIVATE");
    assertThat(state()).isEqualTo(State.PUBLISHED);
    assertThat(keyId()).isEqualTo(before);
  }

  @Test
  void through_ufds_it_ends_switched_without_a_question() throws IOException {
    String before = keyId();
    int keys = keys().size();
    Run run = rotate("-y", "--register-key", "ufds");
    requireSwitched(run, before);
    assertThat(run.err()).contains("put there through UFDS").doesNotContain("Is it there?");
    assertThat(keys()).as("the former one is left to its owner").hasSize(keys + 1);
  }

  @Test
  void through_cloudapi_it_ends_switched_without_a_question() throws IOException {
    String before = keyId();
    int keys = keys().size();
    Run run = rotate(cloudapi("operator", "-y"));
    requireSwitched(run, before);
    assertThat(run.err()).contains("put there through CloudAPI");
    assertThat(keys()).hasSize(keys + 1);
  }

  @Test
  void it_asks_once_and_not_whether_the_key_is_there() throws IOException {
    String before = keyId();
    List<String> asked = new ArrayList<>();
    List<String> words =
        List.of("rotate-key", "--root", root.toString(), "--settle", "0", "--register-key", "ufds");
    Run run =
        datacenter
            .world()
            .asking(
                question -> {
                  asked.add(question);
                  return Optional.of("y");
                })
            .run(words.toArray(String[]::new));
    requireSwitched(run, before);
    assertThat(asked).containsExactly("Rotate the key? [y/N]");
  }

  @Test
  void where_ufds_refuses_it_rests_and_is_finished_later() throws IOException {
    String before = keyId();
    int keys = keys().size();
    datacenter.triton().ufdsMasterRules().refuseNext("add", 50);
    requireResting(
        rotate("-y", "--register-key", "ufds"),
        ExitCode.AUTH_REFUSED,
        before,
        "the key cannot be put on the account operator",
        "put this key on the account by hand: ecdsa-sha2-nistp256 ");
    assertThat(keys()).hasSize(keys);
    requireSwitched(rotate("--resume", "--register-key", "ufds"), before);
    assertThat(keys()).hasSize(keys + 1);
  }

  @Test
  void where_cloudapi_fails_it_rests_and_is_finished_the_other_way() throws IOException {
    String before = keyId();
    datacenter
        .triton()
        .faults("cloudapi")
        .add(new FaultRule("POST", ".*", 0, -1, 1, new Fault.Status(500, null)));
    requireResting(
        rotate(cloudapi("operator", "-y")),
        ExitCode.REMOTE_UNAVAILABLE,
        before,
        "the key cannot be put on the account operator");
    requireSwitched(rotate("--resume", "--register-key", "ufds"), before);
  }

  @Test
  void a_lost_answer_of_cloudapi_is_found_out() throws IOException {
    String before = keyId();
    int keys = keys().size();
    datacenter
        .triton()
        .faults("cloudapi")
        .add(new FaultRule("POST", ".*", 0, 1, 1, new Fault.LostAnswer()));
    requireResting(
        rotate(cloudapi("operator", "-y")), ExitCode.REMOTE_UNAVAILABLE, before, "by hand");
    Run run = rotate(cloudapi("operator", "--resume"));
    requireSwitched(run, before);
    assertThat(run.err()).contains("on the account operator already");
    assertThat(keys()).hasSize(keys + 1);
  }

  @Test
  void a_sapi_that_is_not_there_lets_it_rest() throws IOException {
    String before = keyId();
    requireResting(
        rotate("-y", "--register-key", "ufds", "--sapi", "http://127.0.0.1:1"),
        ExitCode.REMOTE_UNAVAILABLE,
        before,
        "SAPI");
  }

  @Test
  void a_key_that_manta_does_not_accept_lets_it_rest_although_it_is_on_the_account()
      throws IOException {
    String before = keyId();
    int keys = keys().size();
    datacenter.sandbox().manta().faults().add(FaultRule.of(new Fault.KeyUnknown()));
    Run late = rotate("-y", "--register-key", "ufds", "--timeout", "0");
    requireResting(late, ExitCode.TIMED_OUT, before, "the service goes on with the old one");
    assertThat(keys()).hasSize(keys + 1);
    datacenter.sandbox().manta().faults().clear();
    requireSwitched(rotate("--resume", "--register-key", "ufds"), before);
    assertThat(keys()).hasSize(keys + 1);
  }

  @Test
  void what_is_wrong_in_the_words_is_told_before_anything_is_begun() throws IOException {
    for (String[] words :
        List.of(
            new String[] {"-y", "--register-key", "post"},
            new String[] {"-y", "--register-key", "cloudapi"},
            new String[] {"-y", "--register-key", "cloudapi", "--account", "operator"})) {
      Run run = rotate(words);
      assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.USAGE.status());
      assertThat(isUnderWay()).as(String.join(" ", words)).isFalse();
    }
  }

  @Test
  void another_account_than_manta_s_lets_it_rest() throws IOException {
    String before = keyId();
    requireResting(
        rotate(cloudapi("poseidon", "-y")),
        ExitCode.REFUSED,
        before,
        "the key belongs on the account operator",
        "--account operator");
  }
}
