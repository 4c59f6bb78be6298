/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpCommandTest {

  @ParameterizedTest
  @ValueSource(strings = {"backup", "config set", "snapshots forget-image", "sandbox zone create"})
  void shows_what_the_command_itself_shows(String command) {
    Run help = CliHarness.run(("help " + command).split(" "));
    assertThat(help).isEqualTo(CliHarness.run((command + " --help").split(" ")));
    assertThat(help.status()).isZero();
    assertThat(help.out()).startsWith("Usage: imgapi " + command);
  }

  @Test
  void shows_which_commands_there_are() {
    Run help = CliHarness.run("help");
    assertThat(help.out())
        .contains("For a data centre:", "For an instance:", "Everywhere:")
        .containsPattern("(?m)^  backup +Back the instance up to Manta$")
        .doesNotContain("standalone-backup");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void names_a_commands_old_name_and_its_page() {
    assertThat(CliHarness.run("help", "backup").out())
        .endsWith("Also called: standalone-backup\nMore: man imgapi-backup\n");
  }

  @Test
  void refuses_what_is_no_command() {
    CliHarness.run("help", "config", "get")
        .requireFailure(ExitCode.USAGE, "imgapi config has no command 'get'");
  }
}
