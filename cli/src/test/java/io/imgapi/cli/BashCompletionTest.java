/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.ManualTools.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an interactive bash makes of what is typed, where TAB is pressed at the end. */
class BashCompletionTest {
  private static final String SCRIPT =
      Path.of(System.getProperty("imgapi.repo"), "man", ManualPages.COMPLETION).toString();

  @TempDir private Path here;

  @BeforeEach
  void makeFiles() throws Exception {
    ManualTools.require("bash", "script");
    Files.createFile(here.resolve("key.pem"));
    Files.createFile(here.resolve("my file"));
    Files.createDirectories(here.resolve("sub dir"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bac | backup",
        "standalone-b | standalone-backup",
        "snapshots forg | snapshots forget-image",
        "sandbox zone reb | sandbox zone reboot",
        "help sandbox zone reb | help sandbox zone reboot",
        "backup --dr | backup --dry-run",
        "standalone-backup --dr | standalone-backup --dry-run",
        "sandbox zone create --no-m | sandbox zone create --no-manta",
        "create joyops latest sample-2G img0 --res | create joyops latest sample-2G img0 --resume",
        "status --format na | status --format nagios",
        "status --format=pro | status --format=prometheus",
        "status --host root@10.0.0.7:22 --form | status --host root@10.0.0.7:22 --format",
        "register-key img0 --via clo | register-key img0 --via cloudapi",
        "create a b c d --register-key=u | create a b c d --register-key=ufds",
        "allow-local-images of | allow-local-images off",
        "log up | log upload",
        "completion b | completion bash",
        "authkeys add bob k | authkeys add bob key.pem",
        "manta put m | manta put my file",
        "cert install --key k | cert install --key key.pem",
        "cert install --key=k | cert install --key=key.pem",
        "restore --target s | restore --target sub dir/",
        "restore --target=s | restore --target=sub dir/",
      })
  void completes(String typed, String completed) throws Exception {
    assertThat(arguments("imgapi " + typed + "\t\n")).containsExactly(completed);
  }

  @ParameterizedTest
  @CsvSource({
    "restore --at k", // any time, no file
    "restore --target k", // a directory, no other file
    "config --root . s", // set would drop --root
    "backup -- --dr", // no option any more
    "status k", // no argument
  })
  void completes_nothing(String typed) throws Exception {
    assertThat(arguments("imgapi " + typed + "\t\n")).containsExactly(typed);
  }

  @Test
  void offers_all_that_may_follow() throws Exception {
    assertThat(arguments("imgapi snapshots \u001b*\n"))
        .containsExactly("snapshots forget-image remove");
    assertThat(arguments("imgapi status --format \u001b*\n"))
        .containsExactly("status --format nagios prometheus text");
  }

  @Test
  void is_what_the_command_prints() throws Exception {
    assertThat(CliHarness.run("completion", "bash").out())
        .isEqualTo(Files.readString(Path.of(SCRIPT)));
  }

  /** What a program called imgapi is given, arguments joined by blanks. */
  private List<String> arguments(String keys) throws Exception {
    String input =
        "imgapi() { local IFS=' '; printf '(%s)\\n' \"$*\"; }; PS1=; . '"
            + SCRIPT
            + "'\n"
            + keys
            + "exit\n";
    Said said =
        ManualTools.run(here, input, "script", "-qec", "bash --norc --noprofile -i", "/dev/null");
    return said.out()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("(") && line.endsWith(")"))
        .map(line -> line.substring(1, line.length() - 1))
        .toList();
  }
}
