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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RegisterKeyCommandTest {
  private static final String IMAGE = "1be96a38-d9a9-4b4e-8f5e-0f5f2f5b0000";
  private static DatacenterFixture datacenter;

  @BeforeAll
  static void start() throws IOException {
    datacenter = DatacenterFixture.start();
    create("img0", "mantaUrl=" + datacenter.sandbox().manta().url());
    create("far0", "mantaUrl=https://127.0.0.1:1");
    Run plain = run("create", "operator", IMAGE, "sample-2G", "plain0", "-y");
    assertThat(plain.status()).as(plain.err()).isZero();
  }

  private static void create(String alias, String url) {
    Run run =
        run(
            "create",
            "operator",
            IMAGE,
            "sample-2G",
            alias,
            "-y",
            "-m",
            url,
            "-m",
            "mantaUser=operator",
            "-m",
            "mantaInsecure=true");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("has to be put on its Manta account now: imgapi register-key");
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

  /** As {@link Run#requireFailure}, after the plan. */
  private static void requireFailure(Run run, ExitCode code, String... parts) {
    assertThat(run.status()).as(run.err()).isEqualTo(code.status());
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(parts);
  }

  @Test
  void a_key_is_shown_put_there_and_accepted_and_the_second_time_it_is_there_already() {
    Run shown = run("register-key", "img0", "-n");
    assertThat(shown.status()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("account:     operator, through UFDS")
        .contains("ecdsa-sha2-nistp256 ")
        .containsPattern("called: +imgapi-img0-");
    assertThat(run("register-key", "img0").err()).contains("use -y");

    Run put = run("register-key", "img0", "-y", "--key-settle", "0");
    assertThat(put.status()).as(put.err()).isZero();
    assertThat(put.out()).contains("the key was put on the account operator, and Manta accepts it");

    Run again = run("register-key", "img0", "-y", "--json", "--key-timeout", "0");
    assertThat(again.out()).contains("\"added\":false").contains("\"accepted\":false");
  }

  @Test
  void a_manta_that_has_not_heard_of_the_key_yet_is_asked_again() {
    datacenter
        .sandbox()
        .manta()
        .faults()
        .add(new FaultRule("GET", ".*", 0, 5, 1, new Fault.KeyUnknown()));
    Run run = run("register-key", "img0", "-y", "--key-settle", "1");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("Manta accepts it");
  }

  @Test
  void a_manta_that_cannot_be_asked_from_here_is_no_refusal() {
    Run run = run("register-key", "far0", "-y", "--key-timeout", "1", "--key-settle", "0");
    requireFailure(
        run,
        ExitCode.TIMED_OUT,
        "the key is on the account",
        "cannot be seen from here",
        "--key-timeout 0");
    assertThat(run("register-key", "far0", "-y", "--key-timeout", "0").out())
        .contains("was already");
  }

  @Test
  void what_to_type_next_reaches_the_same_data_centre_and_account() {
    String sapi = datacenter.triton().url("sapi").toString();
    Run run =
        run(
            "register-key",
            "far0",
            "-y",
            "--sapi",
            sapi,
            "--user",
            "operator",
            "--key-settle",
            "0",
            "--key-timeout",
            "1");
    requireFailure(
        run,
        ExitCode.TIMED_OUT,
        "imgapi register-key far0 --user operator --sapi " + sapi + " --key-settle 0");
  }

  @Test
  void what_has_no_key_for_manta_is_told_of() {
    run("register-key", "plain0", "-y").requireFailure(ExitCode.REFUSED, "made without a Manta");
    run("register-key", "nobody0", "-y").requireFailure(ExitCode.FAILED, "there is no VM nobody0");
  }

  @Test
  void an_account_that_is_not_there_is_told_of_and_the_key_can_be_put_there_by_hand() {
    requireFailure(
        run("register-key", "img0", "-y", "--user", "stranger"),
        ExitCode.FAILED,
        "there is no account stranger",
        "by hand: ecdsa-sha2-nistp256 ");
    requireFailure(
        run("register-key", "img0", "-y", "--user", "operator/sub"),
        ExitCode.REFUSED,
        "sub-user operator/sub");
  }

  @Test
  void a_vmapi_that_fails_is_no_absent_instance() {
    datacenter
        .triton()
        .faults("vmapi")
        .add(new FaultRule("GET", ".*", 0, 9, 1, new Fault.Status(500, null)));
    run("register-key", "img0", "-y")
        .requireFailure(ExitCode.REMOTE_UNAVAILABLE, "the instance cannot be looked up");
  }

  @Test
  void cloudapi_needs_to_be_told_of() {
    run("register-key", "img0", "--via", "cloudapi")
        .requireFailure(ExitCode.USAGE, "CloudAPI needs an address and an account");
    assertThat(run("register-key", "img0", "--via", "post").status())
        .isEqualTo(ExitCode.USAGE.status());
  }
}
