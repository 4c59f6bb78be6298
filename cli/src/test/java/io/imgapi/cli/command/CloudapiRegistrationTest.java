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
import io.imgapi.sandbox.triton.TritonSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An account puts the keys of its instances there itself, through CloudAPI. */
class CloudapiRegistrationTest {
  private static final String IMAGE = "1be96a38-d9a9-4b4e-8f5e-0f5f2f5b0000";
  private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
  private static DatacenterFixture datacenter;
  private static Path key;
  private static int made;

  @BeforeAll
  static void start() throws IOException {
    datacenter = DatacenterFixture.start();
    key = datacenter.sandbox().operator().privateKey();
  }

  @AfterAll
  static void stop() throws IOException {
    datacenter.stop();
  }

  @AfterEach
  void heal() {
    datacenter.heal();
    datacenter.sandbox().manta().faults().clear();
  }

  private static String create() {
    return createFor("operator");
  }

  /** Makes an instance for a Manta and tells what it is called. */
  private static String createFor(String mantaUser, String... more) {
    String alias = "cloud" + made++;
    Run run = run(creation(alias, mantaUser, more));
    assertThat(run.status()).as(run.err()).isZero();
    return alias;
  }

  private static String[] creation(String alias, String mantaUser, String... more) {
    List<String> words =
        new ArrayList<>(List.of("create", "operator", IMAGE, "sample-2G", alias, "-y"));
    words.addAll(List.of("-m", "mantaUrl=" + datacenter.sandbox().manta().url()));
    words.addAll(List.of("-m", "mantaUser=" + mantaUser, "-m", "mantaInsecure=true"));
    words.addAll(List.of("--key-settle", "0"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static Run run(String... words) {
    return datacenter.run(words);
  }

  private static Run runWith(Map<String, String> variables, String... words) {
    Map<String, String> all = new HashMap<>(datacenter.world().environment());
    all.putAll(variables);
    return datacenter.world().with(all).run(words);
  }

  private static String[] register(String instance, String... more) {
    List<String> words =
        new ArrayList<>(List.of("register-key", instance, "--via", "cloudapi", "-y"));
    words.addAll(List.of("--account", "operator", "--key-settle", "0"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static String[] withKey(String instance, String... more) {
    return register(
        instance,
        Stream.concat(Stream.of("--account-key", key.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private static String uuid(String alias) {
    return datacenter.sandbox().runtime().list().stream()
        .filter(zone -> zone.alias().equals(alias))
        .findFirst()
        .orElseThrow()
        .uuid();
  }

  private static List<String> keysOf(String alias) {
    return datacenter.triton().keys(TritonSandbox.OPERATOR).stream()
        .filter(name -> name.startsWith("imgapi-" + alias + "-"))
        .toList();
  }

  private static List<String> additions() {
    return datacenter.triton().requests("cloudapi").stream()
        .filter(request -> !request.startsWith("GET "))
        .toList();
  }

  private static void requireFailure(Run run, ExitCode code, String... parts) {
    assertThat(run.status()).as(run.err()).isEqualTo(code.status());
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(parts).doesNotContain("\tat ");
  }

  private static Path keyFile(String name, String passphrase) throws Exception {
    Path file = datacenter.directory().resolve(name);
    Process made =
        new ProcessBuilder(
                "ssh-keygen", "-q", "-t", "ecdsa", "-N", passphrase, "-f", file.toString())
            .start();
    assertThat(made.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(made.exitValue()).isZero();
    return file;
  }

  @Test
  void by_name_the_key_is_shown_and_put_there_once() {
    String alias = create();
    List<String> before = additions();
    Run shown = run(withKey(alias, "-n"));
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("account:     operator, through CloudAPI");
    assertThat(additions()).isEqualTo(before);
    assertThat(keysOf(alias)).isEmpty();

    Run put = run(withKey(alias));
    assertThat(put.status()).as(put.err()).isZero();
    assertThat(put.out()).contains("the key was put on the account operator, and Manta accepts it");
    assertThat(put.err()).contains("put there through CloudAPI");
    Run again = run(withKey(alias, "--json"));
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out())
        .contains("\"place\":\"CloudAPI\"", "\"added\":false", "\"accepted\":true");
    assertThat(keysOf(alias)).hasSize(1);
    assertThat(additions()).hasSize(before.size() + 1);
  }

  @Test
  void by_uuid_with_the_key_that_its_id_names_in_the_home_directory() throws IOException {
    String alias = create();
    Path home = datacenter.directory().resolve("another");
    Path ssh = Files.createDirectories(home.resolve(".ssh"));
    Files.copy(key, ssh.resolve("id_own"));
    Files.copy(Path.of(key + ".pub"), ssh.resolve("id_own.pub"));
    Run put =
        runWith(
            Map.of(
                "HOME",
                home.toString(),
                "TRITON_KEY_ID",
                datacenter.sandbox().operator().keyId(),
                "TRITON_ACCOUNT",
                "operator"),
            "register-key",
            uuid(alias),
            "--via",
            "cloudapi",
            "-y",
            "--key-settle",
            "0");
    assertThat(put.status()).as(put.err()).isZero();
    assertThat(keysOf(alias)).hasSize(1);
  }

  @Test
  void a_new_instance_s_key_is_put_there_as_it_is_made() {
    String alias =
        createFor(
            "operator",
            "--register-key",
            "cloudapi",
            "--account",
            "operator",
            "--account-key",
            key.toString());
    assertThat(keysOf(alias)).hasSize(1);
    assertThat(run(withKey(alias, "--json")).out()).contains("\"added\":false");
  }

  @Test
  void a_new_instance_stays_where_its_key_cannot_be_put_there_and_is_taken_up() {
    datacenter
        .triton()
        .faults("cloudapi")
        .add(new FaultRule("POST", ".*", 0, -1, 1, new Fault.Status(500, null)));
    String alias = "stays0";
    String[] way = {
      "--register-key", "cloudapi", "--account", "operator", "--account-key", key.toString()
    };
    Run run = run(creation(alias, "operator", way));
    requireFailureAfterPlan(run, ExitCode.REMOTE_UNAVAILABLE, "cannot be put on the account");
    datacenter.heal();
    List<String> resume =
        new ArrayList<>(List.of("create", "--resume", uuid(alias), "--key-settle", "0"));
    resume.addAll(List.of(way));
    Run resumed = run(resume.toArray(String[]::new));
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("is on its Manta account");
    assertThat(keysOf(alias)).hasSize(1);
  }

  private static void requireFailureAfterPlan(Run run, ExitCode code, String... parts) {
    assertThat(run.status()).as(run.err()).isEqualTo(code.status());
    assertThat(run.err()).contains(parts).doesNotContain("\tat ");
  }

  /** CloudAPI changes the keys of no other account than the caller's. */
  @Test
  void another_account_than_manta_s_is_refused() {
    String alias = createFor("poseidon");
    List<String> before = additions();
    requireFailure(
        run(withKey(alias)),
        ExitCode.REFUSED,
        "the key belongs on the account poseidon",
        "asked as operator",
        "--account poseidon");
    assertThat(keysOf(alias)).isEmpty();
    assertThat(additions()).isEqualTo(before);
  }

  @Test
  void an_account_that_is_not_the_key_s_is_not_let_in() {
    requireFailure(
        run(
            "register-key",
            "any0",
            "--via",
            "cloudapi",
            "-y",
            "--account",
            "poseidon",
            "--account-key",
            key.toString()),
        ExitCode.AUTH_REFUSED,
        "InvalidCredentials");
  }

  @Test
  void a_key_with_a_passphrase_and_one_that_is_unknown_are_told_of() throws Exception {
    Path locked = keyFile("locked", "planted passphrase");
    requireFailure(
        run(register("any0", "--account-key", locked.toString())),
        ExitCode.CONFIG_INVALID,
        "the account's key cannot be used",
        "ssh-add",
        "--account-key-id");
    requireFailure(
        run(register("any0", "--account-key-id", "SHA256:" + "A".repeat(43))),
        ExitCode.CONFIG_INVALID,
        "the account's key cannot be used",
        "--account-key FILE");
    requireFailure(
        run(register("any0", "--account-key", "/nonexistent")),
        ExitCode.CONFIG_INVALID,
        "the account's key cannot be used");
    requireFailure(
        run(register("any0")), ExitCode.USAGE, "no key of the account is named", "--account-key");
    Path text = Files.writeString(datacenter.directory().resolve("text"), "planted words");
    Run run = run(register("any0", "--account-key", text.toString()));
    requireFailure(run, ExitCode.CONFIG_INVALID, "the account's key cannot be used");
    assertThat(run.err()).doesNotContain("planted");
  }

  @Test
  void a_cloudapi_that_does_not_know_the_key_refuses() throws Exception {
    Path stranger = keyFile("stranger", "");
    requireFailure(
        run(register("any0", "--account-key", stranger.toString())),
        ExitCode.AUTH_REFUSED,
        "the instance cannot be looked up",
        "InvalidCredentials");
  }

  @Test
  void a_cloudapi_that_is_not_there_or_ill_is_no_refusal() {
    requireFailure(
        run(withKey("any0", "--cloudapi", "https://127.0.0.1:1")),
        ExitCode.REMOTE_UNAVAILABLE,
        "CloudAPI");
    requireFailure(
        runWith(Map.of("IMGAPI_CLOUDAPI_INSECURE", "false"), withKey("any0")),
        ExitCode.REMOTE_UNAVAILABLE,
        "--cloudapi-insecure");
    datacenter.triton().faults("cloudapi").add(new Fault.Status(503));
    requireFailure(
        run(withKey("any0")), ExitCode.REMOTE_UNAVAILABLE, "the instance cannot be looked up");
  }

  @Test
  void a_machine_that_the_account_does_not_have_is_told_of() {
    for (String nobody : List.of("nobody0", NOBODY)) {
      requireFailure(
          run(withKey(nobody)), ExitCode.FAILED, "operator has no machine " + nobody, "INSTANCE");
    }
  }

  @Test
  void a_lost_answer_is_found_out_by_a_second_run() {
    String alias = create();
    datacenter
        .triton()
        .faults("cloudapi")
        .add(new FaultRule("POST", ".*", 0, 1, 1, new Fault.LostAnswer()));
    Run lost = run(withKey(alias));
    requireFailure(lost, ExitCode.REMOTE_UNAVAILABLE, "run it again");
    Run again = run(withKey(alias));
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out()).contains("was already");
    assertThat(keysOf(alias)).hasSize(1);
  }
}
