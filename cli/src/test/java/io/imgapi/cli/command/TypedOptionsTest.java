/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What was typed can be typed again, and nothing that was not. */
@SuppressWarnings("unused")
class TypedOptionsTest {
  static final class Reach {
    @Option(
        names = {"-u", "--url"},
        defaultValue = "http://default")
    private Optional<String> url;

    @Option(names = "--blindly")
    private boolean blindly;
  }

  @Command(name = "example")
  static final class Example implements Runnable {
    @Spec private CommandSpec spec;
    @Mixin private Reach reach;

    @Option(names = {"-m", "--more"})
    private List<String> more = List.of();

    private String reached;
    private String named;

    @Override
    public void run() {
      TypedOptions typed = TypedOptions.of(spec);
      reached = typed.declaredBy(Reach.class);
      named = typed.named("--more");
    }
  }

  private static Example typed(String... words) {
    Example example = new Example();
    assertThat(new CommandLine(example).execute(words)).isZero();
    return example;
  }

  @Test
  void aDefaultWasNotTyped() {
    Example example = typed();
    assertThat(example.reached).isEmpty();
    assertThat(example.named).isEmpty();
  }

  @Test
  void shortNamesBecomeLongOnesAndTheOptionsOfOthersStayOut() {
    Example example = typed("-u", "http://there:1/x", "--blindly", "-m", "a", "-m=b");
    assertThat(example.reached).isEqualTo(" --url http://there:1/x --blindly");
    assertThat(example.named).isEqualTo(" --more a --more b");
  }

  @Test
  void whatAShellWouldNotTakeAsOneWordIsQuoted() {
    assertThat(typed("--url", "it's $HOME; x").reached).isEqualTo(" --url 'it'\\''s $HOME; x'");
    assertThat(typed("--url=~root").reached).isEqualTo(" --url '~root'");
    assertThat(typed("--url=").reached).isEqualTo(" --url ''");
  }
}
