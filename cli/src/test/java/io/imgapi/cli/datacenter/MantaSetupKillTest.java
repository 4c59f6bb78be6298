/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.datacenter;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.triton.TritonSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real program, ended while it gives the image service or an instance a key: the service has a
 * whole key that is on the account, or none as before, and the same command again finishes it.
 */
class MantaSetupKillTest {
  private static final Duration STEP = Duration.ofMillis(250);
  private static final long LONG = 700;
  private static final int INTERRUPTED = 130;
  private static final String SERVICE = "/services/[^/]+";

  private static final String[] REGISTER = {"register-key", "img0", "-y", "--key-settle", "0"};

  @TempDir Path directory;
  private Site site;
  private SetUpState state;
  private Path log;

  /** Where the program is when it is ended. */
  enum Moment {
    IT_LOOKS,
    THE_KEY_IS_ON_ITS_WAY,
    MANTA_IS_ASKED,
    SAPI_IS_ABOUT_TO_BE_CHANGED,
    THE_CHANGE_IS_ON_ITS_WAY,
    SAPI_IS_CHANGED,
    THE_ZONES_FOLLOW,
    THE_FORMER_KEY_IS_ON_ITS_WAY
  }

  @BeforeEach
  void start() throws IOException {
    site = Site.start(directory, STEP);
    state = new SetUpState(site);
    log = directory.resolve("log");
  }

  @AfterEach
  void stop() {
    state.close();
    site.close();
  }

  private String[] setUp(String... more) {
    return words(
        List.of(
            "manta-setup",
            site.sandbox().manta().url().toString(),
            "--insecure",
            "-y",
            "--key-settle",
            "0",
            "--follow-timeout",
            "20"),
        more);
  }

  private static String[] words(List<String> first, String... more) {
    return Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new);
  }

  /** In this process, with shorter waits. */
  private Run run(String... words) {
    return World.bare()
        .with(site.variables())
        .in(Clock.systemUTC(), time -> Thread.sleep(Math.min(50, time.toMillis())))
        .run(words);
  }

  private void good(String... words) {
    Run run = run(words);
    assertThat(run.status()).as(run.err()).isZero();
  }

  private String said() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BooleanSupplier struck(FaultPlan plan, FaultRule rule) {
    plan.add(rule);
    return () -> plan.list().stream().anyMatch(one -> one.struck() > 0);
  }

  private static FaultRule delay(String method, String path, int skip) {
    return new FaultRule(method, path, skip, 1, 1, new Fault.Delay(LONG));
  }

  /** Lets the command come to a moment and stay there a while. */
  private BooleanSupplier comesTo(Moment moment) {
    FaultPlan ufds = site.triton().ufdsMasterRules().faults();
    FaultPlan sapi = site.triton().faults("sapi");
    return switch (moment) {
      case IT_LOOKS -> struck(ufds, delay("search", ".*", 0));
      case THE_KEY_IS_ON_ITS_WAY -> struck(ufds, delay("add", ".*", 0));
      case MANTA_IS_ASKED -> struck(site.sandbox().manta().faults(), delay("HEAD", ".*", 3));
      case SAPI_IS_ABOUT_TO_BE_CHANGED -> struck(sapi, delay("GET", SERVICE, 0));
      case THE_CHANGE_IS_ON_ITS_WAY -> struck(sapi, delay("PUT", SERVICE, 0));
      case SAPI_IS_CHANGED -> struck(sapi, delay("GET", SERVICE, 1));
      case THE_ZONES_FOLLOW -> () -> said().contains("waiting until the zones follow");
      case THE_FORMER_KEY_IS_ON_ITS_WAY -> struck(ufds, delay("delete", ".*", 0));
    };
  }

  private Process launchedAt(BooleanSupplier there, String... words) throws Exception {
    Process process = site.launch(List.of(), site.variables(), log, words);
    while (process.isAlive() && !there.getAsBoolean()) {
      process.waitFor(1, TimeUnit.MILLISECONDS);
    }
    assertThat(process.isAlive()).as(said()).isTrue();
    return process;
  }

  /** What was on its way arrives, although nobody waits for the answer any more. */
  private void settle() throws InterruptedException {
    Thread.sleep(LONG + 100);
    site.heal();
    site.triton().ufdsMasterRules().faults().clear();
    site.sandbox().manta().faults().clear();
  }

  private void requireFinished() throws IOException {
    assertThat(state.onAccount()).as("keys on the account").hasSize(1);
    assertThat(state.named()).as("the key in SAPI").hasValue(state.onAccount().get(0));
    assertThat(site.triton().keys(TritonSandbox.ADMIN))
        .allMatch(name -> name.startsWith("sandbox imgapi key "));
  }

  private void killed(Moment moment, String... words) throws Exception {
    launchedAt(comesTo(moment), words).destroyForcibly().waitFor();
    state.requireUsable();
    settle();
    state.requireUsable();
    good(words);
    requireFinished();
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "THE_FORMER_KEY_IS_ON_ITS_WAY")
  void a_first_set_up_that_was_killed_is_finished(Moment moment) throws Exception {
    killed(moment, setUp());
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void a_new_key_s_set_up_that_was_killed_is_finished(Moment moment) throws Exception {
    good(setUp());
    String before = state.named().orElseThrow();
    killed(moment, setUp("--force"));
    assertThat(state.named().orElseThrow()).isNotEqualTo(before);
  }

  private void interrupted(Process process) throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor()).as(said()).isEqualTo(INTERRUPTED);
    assertThat(said()).doesNotContain("\tat ");
  }

  private static List<String> told(Moment moment) {
    return switch (moment) {
      case IT_LOOKS -> List.of("imgapi: interrupted. Nothing has been changed.");
      case THE_KEY_IS_ON_ITS_WAY ->
          List.of(
              "The new key may be on the account; SAPI is as it was.",
              " --insecure --follow-timeout 20 --key-settle 0 --force");
      case MANTA_IS_ASKED, SAPI_IS_ABOUT_TO_BE_CHANGED ->
          List.of(
              "The new key is on the account; SAPI is as it was.",
              " --insecure --follow-timeout 20 --key-settle 0 --force");
      case THE_CHANGE_IS_ON_ITS_WAY, SAPI_IS_CHANGED ->
          List.of(
              "SAPI may have been changed. Finish it:",
              " --insecure --follow-timeout 20 --key-settle 0 --force",
              "manta-setup --back");
      case THE_ZONES_FOLLOW, THE_FORMER_KEY_IS_ON_ITS_WAY ->
          List.of(
              "SAPI is changed; former keys stay",
              " --insecure --follow-timeout 20 --key-settle 0; or go back:",
              "setup --back");
    };
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void ctrl_c_says_what_stands_and_how_it_goes_on(Moment moment) throws Exception {
    good(setUp());
    interrupted(launchedAt(comesTo(moment), setUp("--force")));
    assertThat(said()).contains("imgapi: interrupted. ").contains(told(moment));
    settle();
    state.requireUsable();
    good(setUp());
    requireFinished();
  }

  private void instance() {
    good(
        words(
            List.of("create", "operator", Site.LOCAL, "sample-2G", "img0", "-y"),
            "-m",
            "mantaUrl=" + site.sandbox().manta().url(),
            "-m",
            "mantaUser=operator",
            "-m",
            "mantaInsecure=true"));
  }

  private void requireRegisteredOnce() {
    assertThat(site.triton().keys(TritonSandbox.OPERATOR))
        .filteredOn(name -> name.startsWith("imgapi-img0-"))
        .hasSize(1);
  }

  @Test
  void a_registration_that_was_killed_is_finished() throws Exception {
    instance();
    FaultPlan ufds = site.triton().ufdsMasterRules().faults();
    FaultPlan vmapi = site.triton().faults("vmapi");
    launchedAt(struck(vmapi, delay("GET", ".*", 0)), REGISTER).destroyForcibly().waitFor();
    settle();
    assertThat(site.triton().keys(TritonSandbox.OPERATOR))
        .noneMatch(name -> name.startsWith("imgapi-img0-"));
    launchedAt(struck(ufds, delay("add", ".*", 0)), REGISTER).destroyForcibly().waitFor();
    settle();
    requireRegisteredOnce();
    good(REGISTER);
    requireRegisteredOnce();
  }

  @Test
  void ctrl_c_says_that_the_key_is_there_and_how_manta_is_asked_again() throws Exception {
    instance();
    FaultPlan manta = site.sandbox().manta().faults();
    interrupted(
        launchedAt(
            struck(manta, new FaultRule("GET", ".*", 0, -1, 1, new Fault.KeyUnknown())), REGISTER));
    assertThat(said())
        .contains("imgapi: interrupted. The key is on the account.")
        .contains("again with: imgapi register-key img0");
    settle();
    requireRegisteredOnce();
    good(REGISTER);
    requireRegisteredOnce();
  }
}
