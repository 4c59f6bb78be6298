/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.KilledProgram;
import io.imgapi.cli.docs.Document.Block;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command block of README, CONTRIBUTING and docs is typed into a shell, top to bottom,
 * against a sandbox; a block of output below one must be what was said. Blocks of commands are
 * fenced as {@code sh}, output as {@code text}. Before a page with {@code <!-- stage: zone -->} a
 * sandbox with one instance is started.
 */
class CommandBlocksTest {
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final Set<String> LANGUAGES = Set.of("sh", "text", "json", "console");
  private static final Map<String, List<String>> STAGES =
      Map.of(
          "home",
          List.of(),
          "zone",
          List.of(
              "imgapi sandbox start --detach",
              "imgapi sandbox zone create images0",
              "eval \"$(imgapi sandbox env)\""));

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> eachPageDoesWhatItSays() {
    return Document.all(HOME).stream()
        .filter(Document::hasCommands)
        .map(page -> DynamicTest.dynamicTest(name(page), () -> requireTrue(page)));
  }

  private static String name(Document page) {
    return HOME.relativize(page.file()).toString();
  }

  private void requireTrue(Document page) throws Exception {
    String name = name(page);
    List<String> stage = STAGES.get(page.stage().orElse("none"));
    assertThat(stage).as("%s says on which stage its commands are typed", name).isNotNull();
    List<Block> typed = new ArrayList<>();
    typed.add(new Block(0, "sh", stage));
    page.blocks().stream().filter(Block::isCommands).forEach(typed::add);
    Session session = new Session(Files.createTempDirectory(directory, "page"), program());
    try {
      Session.Said said = session.type(typed);
      assertThat(said.status())
          .as("%s:%d said %s", name, said.last(), said.byLine().get(said.last()))
          .isZero();
      requireShown(name, page.blocks(), said.byLine());
    } finally {
      session.end();
    }
  }

  private static void requireShown(
      String name, List<Block> blocks, Map<Integer, List<String>> said) {
    List<String> untrue = new ArrayList<>();
    for (int i = 1; i < blocks.size(); i++) {
      if (blocks.get(i).isOutput() && blocks.get(i - 1).isCommands()) {
        List<String> lines = said.get(blocks.get(i - 1).line());
        Block shown = blocks.get(i);
        ShownOutput.missing(shown.lines(), lines)
            .ifPresent(
                line -> untrue.add(name + ":" + shown.line() + ": " + line + " in " + lines));
      }
    }
    assertThat(untrue).as("shown, but not said").isEmpty();
  }

  private static List<String> program() {
    return Optional.ofNullable(System.getProperty("imgapi.program"))
        .map(List::of)
        .orElseGet(KilledProgram::underTest);
  }

  @Test
  void noCommandHidesInAnotherKindOfBlock() throws Exception {
    for (Document page : Document.all(HOME)) {
      String name = name(page);
      assertThat(page.blocks())
          .as(name)
          .allMatch(block -> LANGUAGES.contains(block.language()), "is of a known kind");
      boolean isFenced = false;
      for (String line : Files.readAllLines(page.file())) {
        isFenced ^= line.strip().startsWith("```");
        assertThat(!isFenced && line.matches(" {4}(scripts/)?(imgapi|mvn|curl|eval) .*"))
            .as("%s: a command in a block that is not typed: %s", name, line)
            .isFalse();
      }
    }
  }

  @Test
  void whatIsTypedIntoTheCheckoutItselfIsWhatCiRuns() throws Exception {
    Document readme = Document.read(HOME.resolve("README.md"));
    Block first = readme.blocks().get(0);
    assertThat(first.language()).isEqualTo("console");
    String ci = Files.readString(HOME.resolve(".ci/run"));
    assertThat(first.lines()).anyMatch(line -> line.startsWith("mvn -B verify "));
    assertThat(ci).containsPattern("\nmvn -B -ntp verify( -D\\S+)*\n");
  }
}
