/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What all commands of the group share: credentials, paths, and Manta in trouble. */
class MantaCommandTest extends MantaCommandsBase {

  @Test
  void asksWhichCommandIsMeant() {
    Run run = CliHarness.run("manta");
    assertThat(run.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(run.err()).contains("which command");
  }

  @Test
  void usesTheEnvironmentWhereThereIsNoInstance() {
    Map<String, String> environment =
        Map.of(
            "MANTA_URL", sandbox.manta().url().toString(),
            "MANTA_USER", sandbox.operator().account(),
            "MANTA_KEY_ID", sandbox.operator().keyId(),
            "HOME", sandbox.operator().home().toString());
    String nowhere = directory.resolve("nowhere").toString();
    Run run = CliHarness.runWith(environment, "manta", "ls", "--root", nowhere);
    assertThat(run.status()).as(run.err()).isZero();
  }

  @Test
  void prefersTheEnvironmentOnlyWhenTold() {
    Map<String, String> environment =
        Map.of("MANTA_URL", "http://127.0.0.1:1", "MANTA_USER", "nobody", "MANTA_KEY_ID", "y");
    String root = zone.root().toString();
    Run instance = CliHarness.runWith(environment, "manta", "ls", "--root", root, STOR);
    assertThat(instance.status()).as(instance.err()).isZero();
    CliHarness.runWith(environment, "manta", "ls", "--root", root, "--env", STOR)
        .requireFailure(ExitCode.CONFIG_INVALID, "MANTA_KEY_ID");
  }

  @Test
  void saysWhatIsMissingWithoutAnyCredentials() {
    CliHarness.run("manta", "ls", "--root", directory.resolve("nowhere").toString())
        .requireFailure(ExitCode.NOT_SET_UP, "MANTA_URL MANTA_USER MANTA_KEY_ID", "--root");
  }

  @Test
  void refusesWhatIsNoPath() {
    manta("ls", "stor/x").requireFailure(ExitCode.USAGE, "~~/stor/");
    manta("info", "~~/stor/../x").requireFailure(ExitCode.USAGE, "no path in Manta");
  }

  @Test
  void tellsAbsentRefusedAndUnreachableApart() {
    manta("info", STOR + "/nothing")
        .requireFailure(ExitCode.FAILED, "there is nothing at", "imgapi manta ls");
    trouble(new Fault.KeyUnknown(), "(HEAD|GET)", 9);
    manta("info", STOR).requireFailure(ExitCode.AUTH_REFUSED, "key id");
    sandbox.manta().faults().clear();
    sandbox.close();
    manta("info", STOR).requireFailure(ExitCode.REMOTE_UNAVAILABLE, "Manta");
  }
}
