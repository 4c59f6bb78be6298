/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.triton.TritonSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real program, ended in the middle of its work in a data centre, then run again: the work is
 * finished, and there is never a second VM.
 */
class DatacenterKillTest {
  private static final Duration STEP = Duration.ofMillis(300);
  private static final int INTERRUPTED = 130;
  private static final Pattern RESUME = Pattern.compile("imgapi create --resume ([0-9a-f-]{36})");

  private static final String ASKS_FOR_REPROVISION = "POST /vms/[^/]+\\?action=reprovision";
  private static final String[] REPROVISION = {
    "reprovision", "img0", Site.LOCAL, "-y", "--no-backup-check"
  };

  @TempDir Path directory;
  private Site site;
  private Front vmapi;
  private Path log;

  /** Where the program is when it is ended. */
  enum Moment {
    BEFORE_THE_REQUEST,
    BEFORE_ITS_ANSWER,
    WHILE_THE_JOB_RUNS,
    BEFORE_THE_FIRST_ANSWER
  }

  @BeforeEach
  void start() throws IOException {
    site = Site.start(directory, STEP);
    vmapi = Front.before(site.triton().url("vmapi"));
    site.name("vmapi", vmapi.url());
    log = directory.resolve("log");
  }

  @AfterEach
  void stop() {
    vmapi.close();
    site.close();
  }

  private String said() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Process launch(String... words) throws IOException {
    Files.deleteIfExists(log);
    return site.launch(List.of(), site.variables(), log, words);
  }

  private static void await(Process process, BooleanSupplier busy) throws InterruptedException {
    while (process.isAlive() && !busy.getAsBoolean()) {
      process.waitFor(1, TimeUnit.MILLISECONDS);
    }
  }

  private BooleanSupplier isAsked(String service, String request) {
    int before = site.triton().requests(service).size();
    return () ->
        site.triton().requests(service).stream().skip(before).anyMatch(one -> one.matches(request));
  }

  /**
   * Lets a command come to a moment and stay there a while.
   *
   * @param request what it asks VMAPI to do
   */
  private BooleanSupplier comesTo(Moment moment, String request) {
    switch (moment) {
      case BEFORE_THE_REQUEST -> {
        site.triton().faults("imgapi").add(new Fault.Delay(500));
        return isAsked("imgapi", ".*");
      }
      case BEFORE_ITS_ANSWER -> {
        site.triton()
            .faults("vmapi")
            .add(new FaultRule("POST", ".*", 0, 1, 1, new Fault.Delay(1000)));
        return isAsked("vmapi", request);
      }
      case WHILE_THE_JOB_RUNS -> {
        return isAsked("workflow", "GET /jobs/.*");
      }
      default -> {
        // Nobody listens where it is said to be.
        vmapi.change(vm -> vm.replaceAll("\"ip\":\"127.0.0.1:\\d+\"", "\"ip\":\"127.0.0.1:1\""));
        return () -> said().contains("waiting for https://");
      }
    }
  }

  private void healed() {
    site.heal();
    vmapi.clear();
  }

  /** The operator's VMs; the data centre has some of its own. */
  private List<JsonNode> vms() throws IOException {
    List<JsonNode> vms = new ArrayList<>();
    Path kept = directory.resolve("sandbox/triton/vms.json");
    if (Files.exists(kept)) {
      for (JsonNode vm : new ObjectMapper().readTree(kept.toFile())) {
        if (vm.path("owner_uuid").asText().equals(TritonSandbox.OPERATOR)) {
          vms.add(vm);
        }
      }
    }
    return vms;
  }

  private long jobsUnfinished() throws IOException {
    Path kept = directory.resolve("sandbox/triton/jobs.json");
    long unfinished = 0;
    if (Files.exists(kept)) {
      for (JsonNode job : new ObjectMapper().readTree(kept.toFile())) {
        String execution = job.path("execution").asText();
        unfinished += execution.equals("queued") || execution.equals("running") ? 1 : 0;
      }
    }
    return unfinished;
  }

  private void requireOneRunning(String image) throws IOException {
    assertThat(vms()).as("VMs").hasSize(1);
    JsonNode vm = vms().get(0);
    assertThat(vm.path("state").asText()).isEqualTo("running");
    assertThat(vm.path("image_uuid").asText()).isEqualTo(image);
    assertThat(site.sandbox().runtime().list()).hasSize(1);
  }

  private static String[] create(String image, String... more) {
    List<String> words =
        new ArrayList<>(List.of("create", "operator", image, "sample-2G", "img0", "-y"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  /** What an operator does who sees that the program is gone. */
  private void finishCreation(String image) throws Exception {
    Run again = run(create(image));
    Matcher resume = RESUME.matcher(again.err());
    if (again.status() == ExitCode.REFUSED.status() && resume.find()) {
      Run resumed = run("create", "--resume", resume.group(1));
      assertThat(resumed.status()).as(resumed.err()).isZero();
      assertThat(resumed.out()).contains("img0 runs and answers");
    } else {
      assertThat(again.status()).as(again.err()).isZero();
    }
  }

  /** In this process, with shorter waits. */
  private Run run(String... words) {
    return World.bare()
        .with(site.variables())
        .in(Clock.systemUTC(), time -> Thread.sleep(Math.min(50, time.toMillis())))
        .run(words);
  }

  private Process launchedAt(Moment moment, String request, String... words) throws Exception {
    BooleanSupplier there = comesTo(moment, request);
    Process process = launch(words);
    await(process, there);
    assertThat(process.isAlive()).as(said()).isTrue();
    return process;
  }

  /** The request that was on its way arrives, although nobody waits for its answer any more. */
  private void awaitVm() throws Exception {
    while (vms().isEmpty()) {
      Thread.sleep(20);
    }
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void a_creation_that_was_killed_is_finished_without_a_second_vm(Moment moment) throws Exception {
    launchedAt(moment, "POST /vms", create(Site.LOCAL)).destroyForcibly().waitFor();
    if (moment == Moment.BEFORE_THE_REQUEST) {
      assertThat(site.provisions()).isZero();
    } else {
      awaitVm();
      assertThat(said()).as("it can be found").contains(vms().get(0).path("uuid").asText());
    }
    healed();
    finishCreation(Site.LOCAL);
    requireOneRunning(Site.LOCAL);
    assertThat(site.provisions()).isEqualTo(1);
  }

  @Test
  void a_creation_that_was_killed_while_its_image_was_fetched_fetches_it_once() throws Exception {
    launchedAt(Moment.WHILE_THE_JOB_RUNS, "", create("latest")).destroyForcibly().waitFor();
    assertThat(site.provisions()).isZero();
    finishCreation("latest");
    requireOneRunning(Site.NEWEST);
    assertThat(site.triton().requests("imgapi"))
        .filteredOn(request -> request.contains("action=import-remote"))
        .hasSize(1);
  }

  private Path instance() throws IOException {
    Run made = run(create("latest"));
    assertThat(made.status()).as(made.err()).isZero();
    Path kept = Path.of(site.sandbox().runtime().list().get(0).root(), "data/imgapi/kept");
    return Files.writeString(kept, "still here");
  }

  /** What an operator does who sees that the program is gone. */
  private void finishReprovision(Path kept) throws Exception {
    Run again = run(REPROVISION);
    while (again.status() == ExitCode.LOCKED.status()) {
      assertThat(again.err()).contains("a job is at work").contains("run the same command again");
      again = run(REPROVISION);
    }
    assertThat(again.status()).as(again.err()).isZero();
    requireOneRunning(Site.LOCAL);
    assertThat(kept).hasContent("still here");
    assertThat(site.triton().requests("vmapi"))
        .filteredOn(request -> request.matches(ASKS_FOR_REPROVISION))
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void a_reprovision_that_was_killed_is_finished_once_and_the_data_is_kept(Moment moment)
      throws Exception {
    Path kept = instance();
    launchedAt(moment, ASKS_FOR_REPROVISION, REPROVISION).destroyForcibly().waitFor();
    if (moment == Moment.BEFORE_ITS_ANSWER) {
      while (jobsUnfinished() == 0) {
        Thread.sleep(20);
      }
    }
    healed();
    finishReprovision(kept);
  }

  private int interrupted(Process process) throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    return process.waitFor();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void ctrl_c_says_how_a_creation_goes_on(Moment moment) throws Exception {
    Process process = launchedAt(moment, "POST /vms", create(Site.LOCAL));
    assertThat(interrupted(process)).as(said()).isEqualTo(INTERRUPTED);
    assertThat(said()).doesNotContain("\tat ");
    if (moment != Moment.BEFORE_THE_REQUEST) {
      awaitVm();
      assertThat(said())
          .contains("imgapi: interrupted. The VM ")
          .contains("imgapi create --resume " + vms().get(0).path("uuid").asText());
    }
    healed();
    finishCreation(Site.LOCAL);
    requireOneRunning(Site.LOCAL);
  }

  @Test
  void ctrl_c_while_an_image_is_fetched_says_that_it_goes_on() throws Exception {
    Process process = launchedAt(Moment.WHILE_THE_JOB_RUNS, "", create("latest"));
    assertThat(interrupted(process)).as(said()).isEqualTo(INTERRUPTED);
    assertThat(said())
        .contains("imgapi: interrupted. The import goes on by itself.")
        .contains("Run the same command again")
        .doesNotContain("\tat ");
    finishCreation("latest");
    requireOneRunning(Site.NEWEST);
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"WHILE_THE_JOB_RUNS", "BEFORE_THE_FIRST_ANSWER"})
  void ctrl_c_says_how_a_reprovision_goes_on(Moment moment) throws Exception {
    Path kept = instance();
    Process process = launchedAt(moment, ASKS_FOR_REPROVISION, REPROVISION);
    assertThat(interrupted(process)).as(said()).isEqualTo(INTERRUPTED);
    assertThat(said()).doesNotContain("\tat ");
    if (moment == Moment.WHILE_THE_JOB_RUNS) {
      assertThat(said())
          .contains("imgapi: interrupted. The instance's root may be in the middle")
          .contains("its data is not touched")
          .contains("Run the same command again");
    } else {
      assertThat(said())
          .contains("imgapi: interrupted. The VM runs.", "imgapi reprovision img0 " + Site.LOCAL)
          .doesNotContain("imgapi create");
    }
    healed();
    finishReprovision(kept);
  }
}
