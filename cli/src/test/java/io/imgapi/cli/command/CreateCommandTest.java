/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.ThisProgram;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.triton.TritonSandbox;
import io.imgapi.sandbox.triton.workflow.JobFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole small data centre, with its jobs, images and zones, on loopback. */
class CreateCommandTest {
  private static final String NEWEST = "abe96a38-d9a9-4b4e-8f5e-0f5f2f5b0002";
  private static final String LOCAL = "1be96a38-d9a9-4b4e-8f5e-0f5f2f5b0000";
  private static Path directory;
  private static Sandbox sandbox;
  private static TritonSandbox triton;

  @BeforeAll
  static void start() throws IOException {
    directory = Files.createTempDirectory("imgapi-create");
    sandbox =
        Sandbox.start(SandboxOptions.inDirectory(directory).withProgram(ThisProgram.commandLine()));
    triton = TritonSandbox.start(sandbox, Duration.ofMillis(1));
  }

  @AfterAll
  static void stop() throws IOException {
    triton.close();
    sandbox.close();
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @AfterEach
  void heal() {
    for (String service :
        List.of("sapi", "papi", "napi", "vmapi", "imgapi", "workflow", "updates")) {
      triton.faults(service).clear();
    }
  }

  private static Run run(String... words) {
    List<String> line = new ArrayList<>(List.of("create"));
    line.addAll(List.of(words));
    return CliHarness.World.bare()
        .with(
            Map.of(
                "IMGAPI_SAPI_URL", triton.url("sapi").toString(),
                "IMGAPI_UPDATES_URL", triton.url("updates").toString(),
                "IMGAPI_UPDATES_INSECURE", "true"))
        .run(line.toArray(String[]::new));
  }

  private static List<String> changes() {
    return Stream.of("sapi", "vmapi", "imgapi")
        .flatMap(service -> triton.requests(service).stream())
        .filter(request -> !request.startsWith("GET "))
        .toList();
  }

  private static long provisions() {
    return triton.requests("vmapi").stream().filter(request -> request.equals("POST /vms")).count();
  }

  @Test
  void a_dry_run_shows_the_plan_and_changes_nothing() {
    List<String> before = changes();
    Run run = run("operator", "latest", "sample-1G", "dry0", "-n", "-m", "mode=private");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(NEWEST)
        .contains("will be imported from the channel release")
        .contains("the owner will be put on its ACL")
        .contains("sample-1G 1.10.0")
        .contains("external-pool, a pool")
        .contains("mode=private");
    assertThat(changes()).isEqualTo(before);
  }

  @Test
  void an_instance_is_made_and_its_key_registered() {
    Run run =
        run(
            "operator",
            LOCAL,
            "sample-2G",
            "img0",
            "-y",
            "--register-key",
            "ufds",
            "-m",
            "mantaUrl=" + sandbox.manta().url(),
            "-m",
            "mantaUser=operator",
            "-m",
            "mantaBaseDir=img0",
            "-m",
            "mantaInsecure=true");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("img0 runs and answers")
        .contains("ecdsa-sha2-nistp256 ")
        .contains("is on its Manta account")
        .containsPattern("certificate: +SHA-256 ([0-9a-f]{2}:){31}[0-9a-f]{2}");
    String root =
        sandbox.runtime().list().stream()
            .filter(zone -> zone.alias().equals("img0"))
            .findFirst()
            .orElseThrow()
            .root();
    Run restored = CliHarness.run("restore", "-y", "--new-repo", "--root", root);
    assertThat(restored.status()).as("Manta takes the key: " + restored.err()).isZero();

    Run again = run("operator", LOCAL, "sample-2G", "img0", "-y");
    again.requireFailure(ExitCode.REFUSED, "has a VM called img0 already", "--resume");
    run("operator", LOCAL, "sample-2G", "img0", "-y", "--answer-timeout", "7", "--key-timeout", "5")
        .requireFailure(ExitCode.REFUSED, " --answer-timeout 7 --key-timeout 5; or choose another");

    String vm = again.err().replaceAll("(?s).*vm: ([0-9a-f-]{36}).*", "$1");
    Run resumed = run("--resume", vm);
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("img0 runs and answers").contains(vm);
  }

  @Test
  void without_a_terminal_and_without_y_nothing_is_done() {
    List<String> before = changes();
    Run run = run("operator", LOCAL, "sample-2G", "asked0");
    assertThat(run.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(run.err()).contains("use -y");
    assertThat(changes()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "nobody,        latest, sample-2G,     FAILED,  there is no account nobody",
    "admin,         latest, sample-2G,     REFUSED, cannot belong to admin",
    "retired,       latest, sample-2G,     REFUSED, is disabled",
    "operator,      latest, sample-9G,     FAILED,  there is no package sample-9G",
    "operator,      latest, sample-old,    FAILED,  there is no package sample-old",
    "operator,      latest, sample-theirs, FAILED,  there is no package sample-theirs",
    "operator,      newest, sample-2G,     USAGE,   IMAGE is the uuid",
    "operator, dbe96a38-d9a9-4b4e-8f5e-0f5f2f5b0004, sample-2G, REFUSED, is no imgapi image",
    "operator, 00000000-d9a9-4b4e-8f5e-0f5f2f5b0004, sample-2G, FAILED, there is no image"
  })
  void what_cannot_be_is_refused_before_anything_is_changed(
      String owner, String image, String billing, ExitCode code, String said) {
    List<String> before = changes();
    Run run = run(owner, image, billing, "wrong0", "-y");
    run.requireFailure(code, said);
    assertThat(changes()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-m,mantaUser=joyops", "-m,mantaUrl", "-m,root_pw=x", "-m,user-script=/x",
        "-m,mode=secret", "-m,a=1,-m,a=2", "-m,a=@/nonexistent", "-C,nonsense",
        "--network,nonsense", "--register-key,post", "--answer-timeout,0", "--sapi,nonsense"
      })
  void bad_input_is_refused(String words) {
    List<String> line = new ArrayList<>(List.of("operator", "latest", "sample-2G", "bad0", "-y"));
    line.addAll(List.of(words.split(",")));
    List<String> before = changes();
    Run run = run(line.toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isIn(ExitCode.USAGE.status(), ExitCode.FAILED.status());
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(changes()).isEqualTo(before);
  }

  @Test
  void the_job_s_reason_is_told_and_the_vm_named() {
    triton.jobs().add(new JobFault("provision", JobFault.Kind.FAILS, "no compute node has room"));
    Run run = run("operator", LOCAL, "sample-2G", "full0", "-y");
    assertThat(run.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(run.err())
        .contains("no compute node has room")
        .containsPattern("vm: [0-9a-f-]{36}")
        .contains("state: failed")
        .contains("-X DELETE");
  }

  @Test
  void a_lost_answer_makes_no_second_vm() {
    triton.faults("vmapi").add(new FaultRule("POST", "/vms", 0, 1, 1, new Fault.LostAnswer()));
    long before = provisions();
    Run run = run("operator", LOCAL, "sample-2G", "lost0", "-y");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("answer was lost");
    assertThat(provisions()).isEqualTo(before + 1);
  }

  @Test
  void a_job_that_says_it_timed_out_and_went_on_is_seen_to_have_worked() {
    triton
        .jobs()
        .add(new JobFault("provision", JobFault.Kind.TIMES_OUT_AND_GOES_ON, "workflow timeout"));
    Run run = run("operator", LOCAL, "sample-2G", "late0", "-y");
    assertThat(run.status()).as(run.err()).isIn(0, ExitCode.TIMED_OUT.status());
    String vm = run.err().replaceAll("(?s).*uuid: +([0-9a-f-]{36}).*", "$1");
    awaitRunning(vm);
    Run resumed = run("--resume", vm);
    assertThat(resumed.status()).as(resumed.err()).isZero();
  }

  private static void awaitRunning(String vm) {
    while (sandbox.runtime().list().stream()
        .noneMatch(zone -> zone.uuid().equals(vm) && zone.up())) {
      Thread.onSpinWait();
    }
  }

  @Test
  void an_image_is_fetched_once_and_shared() {
    Run run = run("operator", "latest", "sample-2G", "fetched0", "-y", "-C", "dev");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(triton.requests("imgapi"))
        .filteredOn(request -> request.contains("action=import-remote"))
        .hasSize(1);
    assertThat(triton.requests("imgapi")).anyMatch(request -> request.contains("/acl?action=add"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"papi", "napi", "vmapi", "updates", "sapi"})
  void a_service_that_fails_is_named(String service) {
    triton.faults(service).add(new Fault.Status(500));
    List<String> before = changes();
    Run run = run("operator", "latest", "sample-2G", "down0", "-y");
    assertThat(run.status()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    assertThat(run.err()).contains("an injected fault").contains("request id:");
    assertThat(changes()).isEqualTo(before);
  }

  @Test
  void an_ldap_server_that_refuses_is_told_of_without_its_password() throws IOException {
    triton.ufdsRules().refuseNext("bind", 49);
    Run run = run("operator", "latest", "sample-2G", "ldap0", "-y");
    run.requireFailure(ExitCode.AUTH_REFUSED, "the owner cannot be looked up");
    String password = Files.readString(directory.resolve("triton/ufds.password")).strip();
    assertThat(run.out() + run.err()).doesNotContain(password);
  }

  @Test
  void what_is_no_vm_cannot_be_gone_on_with() {
    run("--resume", "a3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001")
        .requireFailure(ExitCode.FAILED, "there is no VM");
    run("--resume", "a3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001", "operator")
        .requireFailure(ExitCode.USAGE, "either OWNER");
    run().requireFailure(ExitCode.USAGE, "either OWNER");
  }

  @Test
  void without_a_way_to_sapi_the_ways_are_named() {
    CliHarness.run("create", "operator", "latest", "p", "a", "-y")
        .requireFailure(ExitCode.NOT_SET_UP, "--headnode", "--sapi");
  }
}
