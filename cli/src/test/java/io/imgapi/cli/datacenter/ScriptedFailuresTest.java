/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.HandTime;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.triton.workflow.JobFault;
import io.imgapi.sandbox.zone.ZoneReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes wrong at the far side while an instance is made or given another image: the status is
 * the right one, what holds there is told, the same command or the one that is named finishes the
 * work, and there is one VM.
 */
class ScriptedFailuresTest {
  @TempDir static Path directory;
  private static Site site;
  private static int number;

  @BeforeAll
  static void start() throws IOException {
    site = Site.start(directory, Duration.ofMillis(1));
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @AfterEach
  void heal() {
    site.heal();
    site.triton().jobs().clearFaults();
  }

  /**
   * A failure.
   *
   * @param script has it happen
   * @param code how the command ends
   * @param told what it says among other things
   */
  record Failure(String name, Consumer<Site> script, ExitCode code, List<String> told) {
    Failure(String name, Consumer<Site> script, ExitCode code, String... told) {
      this(name, script, code, List.of(told));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Consumer<Site> once(String service, String method, String path, Fault fault) {
    return at -> at.triton().faults(service).add(new FaultRule(method, path, 0, 1, 1, fault));
  }

  private static Consumer<Site> job(String job, JobFault.Kind kind, String reason) {
    return at -> at.triton().jobs().add(new JobFault(job, kind, reason));
  }

  private static final Failure CONFLICT =
      new Failure(
          "the image is there already when it is to be imported",
          once("imgapi", "POST", "/images/[^/]+", new Fault.Status(409)),
          ExitCode.FAILED,
          "the image cannot be imported",
          "run the same command again");

  private static final Failure FAILED_IMPORT =
      new Failure(
          "the import fails",
          job("import-remote-image", JobFault.Kind.FAILS, "the source went away"),
          ExitCode.FAILED,
          "the source went away",
          "image state:",
          "run the same command again");

  /** Those after which the same command is typed again. */
  static Stream<Failure> whereTheSameCommandGoesOn() {
    return Stream.of(
        new Failure(
            "SAPI fails",
            at -> at.triton().faults("sapi").add(new Fault.Status(500)),
            ExitCode.REMOTE_UNAVAILABLE,
            "SAPI cannot be asked",
            "--sapi URL"),
        new Failure(
            "a proxy stands in VMAPI's place",
            at -> at.triton().faults("vmapi").add(new Fault.ProxyDown()),
            ExitCode.REMOTE_UNAVAILABLE,
            "cannot be looked up"),
        CONFLICT,
        FAILED_IMPORT,
        new Failure(
            "the import is cancelled",
            job("import-remote-image", JobFault.Kind.CANCELED, "enough"),
            ExitCode.FAILED,
            "its job was cancelled"),
        new Failure(
            "the ACL cannot be changed",
            once("imgapi", "POST", "/images/[^/]+/acl", new Fault.Status(503)),
            ExitCode.REMOTE_UNAVAILABLE,
            "cannot be let use the image"),
        new Failure(
            "VMAPI refuses the VM",
            once("vmapi", "POST", "/vms", new Fault.Status(503)),
            ExitCode.REMOTE_UNAVAILABLE,
            "the VM cannot be made"),
        new Failure(
            "no node has room",
            job("provision", JobFault.Kind.FAILS, "no compute node has room"),
            ExitCode.FAILED,
            "no compute node has room",
            "state: failed",
            "-X DELETE"),
        new Failure(
            "the job is cancelled",
            job("provision", JobFault.Kind.CANCELED, "enough"),
            ExitCode.FAILED,
            "-X DELETE"));
  }

  private static String[] create(String alias, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("create", "operator", "latest", "sample-1G", alias, "-y", "-C", "dev"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static synchronized String fresh() {
    return "img" + number++;
  }

  private static List<ZoneReport> zones(String alias) {
    return site.sandbox().runtime().list().stream()
        .filter(zone -> zone.alias().equals(alias))
        .toList();
  }

  private static void requireFailure(Run run, Failure failure) {
    assertThat(run.status()).as(run.err()).isEqualTo(failure.code().status());
    assertThat(run.err()).contains(failure.told());
  }

  @ParameterizedTest
  @MethodSource("whereTheSameCommandGoesOn")
  void the_same_command_goes_on(Failure failure) {
    String alias = fresh();
    removeImage();
    failure.script().accept(site);
    requireFailure(site.run(create(alias)), failure);
    heal();
    Run again = site.run(create(alias));
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(zones(alias)).hasSize(1);
  }

  /** Those that befall an instance's other image. */
  static Stream<Failure> ofAnotherImage() {
    return Stream.of(
        new Failure(
            "SAPI fails",
            at -> at.triton().faults("sapi").add(new Fault.Status(500)),
            ExitCode.REMOTE_UNAVAILABLE,
            "SAPI cannot be asked"),
        new Failure(
            "the directory refuses",
            at -> at.triton().ufdsRules().refuseNext("bind", 49),
            ExitCode.AUTH_REFUSED,
            "the instance's owner cannot be looked up"),
        CONFLICT,
        FAILED_IMPORT,
        new Failure(
            "VMAPI refuses",
            once("vmapi", "POST", "/vms/[^/]+", new Fault.Status(503)),
            ExitCode.REMOTE_UNAVAILABLE,
            "nothing was changed in it"),
        new Failure(
            "the job fails",
            job("reprovision", JobFault.Kind.FAILS, "no space left on the node"),
            ExitCode.FAILED,
            "no space left on the node",
            "its data is untouched",
            "--no-backup-check"),
        new Failure(
            "the job is cancelled",
            job("reprovision", JobFault.Kind.CANCELED, "enough"),
            ExitCode.FAILED,
            "its job was cancelled",
            "its data is untouched"));
  }

  private static String[] reprovision(String alias) {
    return new String[] {
      "reprovision", alias, "latest", "-C", "dev", "-I", "-y", "--no-backup-check"
    };
  }

  @ParameterizedTest
  @MethodSource("ofAnotherImage")
  void the_same_command_gives_an_instance_its_image_in_the_end(Failure failure) {
    String alias = fresh();
    Run made = site.run("create", "operator", Site.LOCAL, "sample-1G", alias, "-y");
    assertThat(made.status()).as(made.err()).isZero();
    removeImage();
    failure.script().accept(site);
    // A job that failed may go on: that is looked at for minutes.
    HandTime time = new HandTime(Instant.now());
    Run run = World.bare().with(site.variables()).in(time, time).run(reprovision(alias));
    requireFailure(run, failure);
    heal();
    Run again = site.run(reprovision(alias));
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out()).contains(alias + " answers on its new image");
    assertThat(zones(alias)).hasSize(1);
  }

  /** So that it has to be imported. */
  private static void removeImage() {
    site.triton().removeImage("cbe96a38-d9a9-4b4e-8f5e-0f5f2f5b0003");
  }

  @Test
  void polls_that_are_lost_are_borne() {
    site.triton()
        .faults("workflow")
        .add(new FaultRule("GET", "/jobs/.*", 1, 4, 1, new Fault.Status(503)));
    String alias = fresh();
    Run run = site.run(create(alias));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(zones(alias)).hasSize(1);
  }

  @Test
  void a_workflow_that_is_silent_for_good_leaves_a_vm_that_is_gone_on_with() {
    String alias = fresh();
    site.triton()
        .faults("workflow")
        .add(new FaultRule("GET", "/jobs/.*", 0, -1, 1, new Fault.Status(503)));
    Run run =
        site.run(
            "create", "operator", Site.LOCAL, "sample-1G", alias, "-y", "--answer-timeout", "1");
    assertThat(run.status()).as(run.err()).isIn(0, ExitCode.TIMED_OUT.status());
    String vm = run.err().replaceAll("(?s).*uuid: +([0-9a-f-]{36}).*", "$1");
    heal();
    Run resumed = site.run("create", "--resume", vm);
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(zones(alias)).hasSize(1);
  }

  @Test
  void a_directory_that_refuses_the_key_leaves_an_instance_whose_key_is_put_there_later() {
    String alias = fresh();
    site.triton().ufdsMasterRules().refuseNext("add", 50);
    String[] words =
        create(
            alias,
            "--register-key",
            "ufds",
            "--key-settle",
            "0",
            "-m",
            "mantaUrl=" + site.sandbox().manta().url(),
            "-m",
            "mantaUser=operator",
            "-m",
            "mantaInsecure=true");
    Run run = site.run(words);
    assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.AUTH_REFUSED.status());
    assertThat(run.err())
        .contains("the key cannot be put on the account operator", "by hand: ecdsa");
    String vm = run.err().replaceAll("(?s).*uuid: +([0-9a-f-]{36}).*", "$1");
    Run resumed = site.run("create", "--resume", vm, "--register-key", "ufds", "--key-settle", "0");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("is on its Manta account, and Manta accepts it");
    assertThat(zones(alias)).hasSize(1);
  }

  @Test
  void of_two_packages_of_one_name_the_higher_version_is_taken() {
    Run run = site.run(create(fresh(), "-n"));
    assertThat(run.out()).contains("sample-1G 1.10.0");
  }

  @Test
  void a_secret_that_a_job_repeats_is_not_shown() {
    site.triton()
        .jobs()
        .add(new JobFault("provision", JobFault.Kind.FAILS, "bad value: planted-secret-value"));
    Run run = site.run(create(fresh(), "-m", "token=planted-secret-value"));
    assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.FAILED.status());
    assertThat(run.err()).contains("bad value: (hidden)").doesNotContain("planted-secret");
  }
}
