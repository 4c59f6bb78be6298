/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's way of installing it, typed as it stands there into a shell with an empty home. */
class ReadmeTest {
  private static final Path README = Path.of(System.getProperty("imgapi.repo"), "README.md");
  private static final Pattern BLOCKS =
      Pattern.compile("```console\\n(tar xzf .*?)```\\n```text\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path work;

  @Test
  void installsItAsShown() throws IOException {
    Matcher blocks = BLOCKS.matcher(Files.readString(README));
    assertThat(blocks.find()).as("the block of commands, and its output").isTrue();
    Path home = Files.createDirectories(work.resolve("home"));
    Files.copy(Release.ARCHIVE, home.resolve("imgapi-" + Release.VERSION + ".tar.gz"));
    Machine machine = new Machine(home);

    String said = machine.run(List.of("sh", "-e", "-c", blocks.group(1))).good();

    assertThat(said.lines().map(line -> line.replaceAll("/\\S*", "/").strip()))
        .containsExactlyElementsOf(
            blocks.group(2).lines().map(line -> line.replaceAll("/\\S*", "/").strip()).toList());
    assertThat(home.resolve("share/man/man1/imgapi-backup.1")).exists();
    machine.run(List.of("sh", "-c", "~/imgapi-tools/current/install --uninstall")).good();
    assertThat(home.resolve("imgapi-tools")).doesNotExist();
    assertThat(home.resolve("bin/imgapi")).doesNotExist();
  }
}
