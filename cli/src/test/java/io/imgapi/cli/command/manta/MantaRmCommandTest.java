/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MantaRmCommandTest extends MantaCommandsBase {

  @Test
  void removesWhatIsNamed() throws IOException {
    plant(STOR + "/x/one", "1");
    plant(STOR + "/x/two", "2");
    assertThat(manta("rm", "-y", STOR + "/x/one", STOR + "/x/two").out())
        .contains("removed 2 objects and 0 directories");
    assertThat(manta("ls", STOR + "/x").out()).isEmpty();
    manta("rm", "-y", STOR + "/x/one").requireFailure(ExitCode.FAILED, "there is nothing at");
  }

  @Test
  void removesATreeOnlyWhenTold() throws IOException {
    plant(STOR + "/x/a/b/one", "1");
    manta("rm", "-y", STOR + "/x").requireFailure(ExitCode.REFUSED, "is a directory", "-r");
    assertThat(manta("rm", "-r", "-y", STOR + "/x").out())
        .contains("removed 1 objects and 3 directories");
    manta("info", STOR + "/x").requireFailure(ExitCode.FAILED, "there is nothing at");
  }

  @Test
  void asksFirstAndKeepsWhatWasReplacedMeanwhile() throws IOException {
    plant(STOR + "/x/one", "1");
    manta("rm", STOR + "/x/one").requireFailure(ExitCode.USAGE, "-y");
    CliHarness.runAnswering(
        () -> {
          try {
            plant(STOR + "/x/one", "newer");
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        },
        "manta",
        "rm",
        "--root",
        zone.root().toString(),
        STOR + "/x/one");
    assertThat(manta("get", STOR + "/x/one").out()).isEqualTo("newer");
  }

  @Test
  void neverRemovesTheAccountsOwnDirectories() {
    manta("rm", "-r", "-y", STOR).requireFailure(ExitCode.REFUSED, "account");
    manta("rm", "-r", "-y", "~~").requireFailure(ExitCode.REFUSED, "account");
  }
}
