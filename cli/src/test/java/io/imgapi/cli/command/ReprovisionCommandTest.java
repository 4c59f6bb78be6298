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
import io.imgapi.sandbox.triton.workflow.JobFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReprovisionCommandTest {
  private static final String OLD = "1be96a38-d9a9-4b4e-8f5e-0f5f2f5b0000";
  private static final String NEW = "abe96a38-d9a9-4b4e-8f5e-0f5f2f5b0002";
  private static DatacenterFixture datacenter;

  @BeforeAll
  static void start() throws IOException {
    datacenter = DatacenterFixture.start();
    Run made = datacenter.run("create", "operator", OLD, "sample-2G", "img0", "-y");
    assertThat(made.status()).as(made.err()).isZero();
  }

  @AfterAll
  static void stop() throws IOException {
    datacenter.stop();
  }

  @AfterEach
  void heal() {
    datacenter.heal();
  }

  private static Run run(String... words) {
    return datacenter.run(words);
  }

  private static Path data() {
    return Path.of(
        datacenter.sandbox().runtime().list().stream()
            .filter(zone -> zone.alias().equals("img0"))
            .findFirst()
            .orElseThrow()
            .root(),
        "data/imgapi/kept");
  }

  @Test
  void a_plan_changes_nothing_and_a_backup_is_insisted_on() {
    List<String> before = datacenter.changes();
    Run plan = run("reprovision", "img0", "latest", "-n");
    assertThat(plan.status()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("from image:").contains(NEW);
    Run unseen = run("reprovision", "img0", "latest", "-y", "-C", "dev");
    assertThat(unseen.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(unseen.err()).contains("the instance has none", "--no-backup-check");
    Run asked = run("reprovision", "img0", "latest", "--no-backup-check", "-C", "dev");
    assertThat(asked.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(asked.err()).contains("use -y");
    assertThat(datacenter.changes()).isEqualTo(before);
  }

  @Test
  void an_instance_is_given_another_image_and_keeps_its_data() throws IOException {
    Files.writeString(data(), "still here");
    Run run = run("reprovision", "img0", NEW, "-y", "--no-backup-check");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("img0 answers on its new image").contains("way back:");
    assertThat(data()).hasContent("still here");

    List<String> before = datacenter.changes();
    Run same = run("reprovision", "img0", NEW, "-y", "--no-backup-check");
    assertThat(same.status()).isZero();
    assertThat(same.err()).contains("nothing, it runs that image");
    assertThat(same.out()).contains("img0 answers on that image").doesNotContain("way back");
    assertThat(datacenter.changes()).isEqualTo(before);

    Run back = run("reprovision", "img0", OLD, "-y", "--no-backup-check");
    assertThat(back.status()).as(back.err()).isZero();
  }

  @Test
  void what_to_type_next_reaches_the_same_data_centre() {
    String sapi = datacenter.triton().url("sapi").toString();
    Run run = run("reprovision", "img0", OLD, "-I", "-y", "--no-backup-check", "--sapi", sapi);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("imgapi reprovision img0 " + OLD + " --no-backup-check --sapi " + sapi);
  }

  @Test
  void the_job_s_reason_and_the_instance_s_state_are_told() {
    datacenter
        .triton()
        .jobs()
        .add(new JobFault("reprovision", JobFault.Kind.FAILS, "no space left on the node"));
    Run run = run("reprovision", "img0", OLD, "-I", "-y", "--no-backup-check");
    assertThat(run.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(run.err()).contains("no space left on the node").contains("state: running");
  }

  @Test
  void a_lost_answer_is_cleared_up_by_looking() {
    datacenter
        .triton()
        .faults("vmapi")
        .add(new FaultRule("POST", "/vms/[^/]+", 0, 1, 1, new Fault.LostAnswer()));
    Run run = run("reprovision", "img0", OLD, "-I", "-y", "--no-backup-check");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("answer was lost");
  }

  @Test
  void what_is_no_instance_or_no_image_is_refused() {
    List<String> before = datacenter.changes();
    run("reprovision", "none", "latest", "-y").requireFailure(ExitCode.FAILED, "there is no VM");
    run("reprovision", "a3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001", "latest", "-y")
        .requireFailure(ExitCode.FAILED, "there is no VM");
    run("reprovision", "img0", "dbe96a38-d9a9-4b4e-8f5e-0f5f2f5b0004", "-y")
        .requireFailure(ExitCode.REFUSED, "is no imgapi image");
    run("reprovision", "img0", "latest", "--job-timeout", "0")
        .requireFailure(ExitCode.USAGE, "at least a minute");
    datacenter.triton().faults("vmapi").add(new Fault.Status(500));
    run("reprovision", "img0", "latest", "-y")
        .requireFailure(ExitCode.REMOTE_UNAVAILABLE, "an injected fault");
    assertThat(datacenter.changes()).isEqualTo(before);
  }
}
