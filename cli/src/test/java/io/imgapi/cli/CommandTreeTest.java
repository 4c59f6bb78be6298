/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.output.Interruption;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandTreeTest {
  private final Surroundings nobody =
      Main.surroundings(
          new PrintWriter(Writer.nullWriter()),
          new PrintWriter(Writer.nullWriter()),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          new Interruption(),
          InputStream.nullInputStream(),
          OutputStream.nullOutputStream());

  @Test
  void a_lookup_of_a_key_builds_no_more_than_it_needs() {
    CommandLine commands = CommandTree.buildFor(nobody, "config", "manta.url");
    assertThat(commands.getSubcommands().keySet()).containsExactly("config");
    assertThat(commands.getSubcommands().get("config").getSubcommands()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"config", "config set a.b=c", "config edit", "config --help", "config x"})
  void a_line_that_may_mean_a_command_under_config_has_them(String line) {
    String[] words = line.split(" ");
    CommandLine commands = CommandTree.buildFor(nobody, words);
    assertThat(commands.getSubcommands().get("config").getSubcommands().keySet())
        .isEqualTo(
            CommandTree.build(nobody).getSubcommands().get("config").getSubcommands().keySet())
        .contains("set", "edit");
  }
}
