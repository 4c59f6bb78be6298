/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.HandTime;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigEditCommandTest {
  @TempDir Path root;
  private ServiceFixture zone;
  private HandTime time;
  private String before;

  @BeforeEach
  void layOut() {
    zone = new ServiceFixture(root);
    time = new HandTime(Instant.parse("2026-11-22T09:00:00Z"));
    before =
        "{\"mode\":\"public\", \"port\":%d,\n \"serverName\":\"old\", \"token\":\"hunter2\"}\n"
            .formatted(zone.answering());
    zone.write("data/imgapi/etc/imgapi.config.json", before);
  }

  @AfterEach
  void stop() {
    zone.close();
  }

  /**
   * An editor that does this to the file {@code $1}, and notes which that was and who may see it.
   */
  private void editor(String lines) {
    zone.program(
        "editor",
        "for file in \"$1\" \"$(dirname \"$1\")\"; do ls -ld \"$file\" >> '%s'; done%n"
                .formatted(seen())
            + lines);
  }

  private Path seen() {
    return root.resolve("seen");
  }

  private Run edit(World world, String... words) {
    String[] all =
        Stream.concat(Stream.of("config", "edit", "--root", root.toString()), Stream.of(words))
            .toArray(String[]::new);
    return world.with(Map.of("VISUAL", root.resolve("editor").toString())).in(time, time).run(all);
  }

  private Path copy() throws IOException {
    String line = Files.readAllLines(seen()).get(0);
    return Path.of(line.substring(line.indexOf('/')));
  }

  @Test
  void putsWhatComesBackInPlaceAsItWasTyped() throws IOException {
    editor("sed -i 's/\"old\"/\"new\"/' \"$1\"");
    Run run = edit(World.bare().answering("y\n"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("- serverName: old", "+ serverName: new");
    assertThat(zone.configured()).isEqualTo(before.replace("old", "new"));
    assertThat(zone.calls()).containsExactly("disable -s imgapi", "enable -s imgapi");
    assertThat(copy().getParent()).doesNotExist();
  }

  @Test
  void showsNobodyElseTheCopyAndNoSecretAnywhere() throws IOException {
    editor("sed -i 's/hunter2/hunter3/' \"$1\"");
    Run run = edit(World.bare().answering("y\n"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("- token: ***", "+ token: ***");
    assertThat(run.out() + run.err()).doesNotContain("hunter");
    assertThat(Files.readAllLines(seen()).get(0)).startsWith("-rw-------");
    assertThat(Files.readAllLines(seen()).get(1)).startsWith("drwx------");
  }

  @Test
  void offersToGoOnWhereTheTextIsWrong() throws IOException {
    editor(
        "if [ -e '%s' ]; then sed -i 's/bublic/private/' \"$1\"; else"
                .formatted(root.resolve("twice"))
            + " touch '%s'; sed -i 's/public/bublic/' \"$1\"; fi".formatted(root.resolve("twice")));
    List<String> asked = new ArrayList<>();
    Run run =
        edit(
            World.bare()
                .asking(
                    question -> {
                      asked.add(question);
                      return Optional.of("y");
                    }));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(asked).hasSize(2).first().asString().startsWith("Go on editing?");
    assertThat(run.err()).contains("mode must be one of", "+ mode: private");
    assertThat(zone.configured()).contains("private");
  }

  @Test
  void keepsTheTextOfWhoGivesUpAndNamesIt() throws IOException {
    editor("echo '{ oops' > \"$1\"");
    Run run = edit(World.bare().answering("n\n"));
    assertThat(run.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    Matcher kept = Pattern.compile("your text: (\\S+)").matcher(run.err());
    assertThat(kept.find()).as(run.err()).isTrue();
    Path file = Path.of(kept.group(1));
    assertThat(file).hasContent("{ oops");
    assertThat(zone.configured()).isEqualTo(before);
    Files.delete(file);
    Files.delete(file.getParent());
  }

  @Test
  void keepsTheTextOfWhoDoesNotWantItInTheEnd() throws IOException {
    editor("sed -i 's/\"old\"/\"new\"/' \"$1\"");
    Run run = edit(World.bare().answering("n\n"));
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("Your text is kept in " + copy());
    assertThat(copy()).content().contains("\"new\"");
    assertThat(zone.configured()).isEqualTo(before);
    Files.delete(copy());
    Files.delete(copy().getParent());
  }

  @Test
  void doesNothingWhereNothingWasChanged() throws IOException {
    editor("true");
    Run run = edit(World.bare().answering(""));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("nothing to change");
    assertThat(zone.calls()).isEmpty();
    assertThat(copy().getParent()).doesNotExist();
  }

  @Test
  void takesNothingFromAnEditorThatFails() throws IOException {
    editor("echo '{}' > \"$1\"; exit 1");
    Run run = edit(World.bare().answering(""));
    run.requireFailure(ExitCode.FAILED, "ended with status 1", "nothing was changed");
    assertThat(zone.configured()).isEqualTo(before);
    assertThat(copy().getParent()).doesNotExist();
  }

  @Test
  void repairsAFileThatIsBroken() {
    zone.write("data/imgapi/etc/imgapi.config.json", "{ oops");
    editor("echo '{\"mode\":\"private\",\"port\":%d}' > \"$1\"".formatted(zone.answering()));
    Run run = edit(World.bare().answering("y\n"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(zone.configured()).contains("private");
  }

  @Test
  void putsThePreviousBackWhereTheServiceDoesNotComeUp() {
    editor("sed -i 's/\"port\":[0-9]*/\"port\":%d/' \"$1\"".formatted(zone.silent()));
    Run run = edit(World.bare().answering("y\n"));
    assertThat(run.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(run.err()).contains("the previous one is back and the service answers");
    assertThat(zone.configured()).isEqualTo(before);
  }

  @Test
  void refusesWithoutATerminalAndStartsNoEditor() {
    editor("true");
    edit(World.bare(), "-y").requireFailure(ExitCode.USAGE, "no terminal", "imgapi config set");
    assertThat(seen()).doesNotExist();
  }

  @Test
  void namesAnEditorThatIsNotThere() {
    Run run =
        World.bare()
            .answering("")
            .with(Map.of("EDITOR", "/nowhere/ed -s"))
            .run("config", "edit", "--root", root.toString());
    run.requireFailure(ExitCode.FAILED, "/nowhere/ed", "VISUAL=");
    assertThat(zone.configured()).isEqualTo(before);
  }
}
