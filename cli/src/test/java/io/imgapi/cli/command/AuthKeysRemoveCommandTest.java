/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.RunningZone;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthKeysRemoveCommandTest {
  @TempDir Path root;

  private Path file;
  private String one;
  private String two;

  @BeforeEach
  void keys() throws IOException {
    one = key("one");
    two = key("two");
    file = root.resolve("data/imgapi/etc/authkeys/local/bob.keys");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "# first\r\n" + one + "\n# second\n" + two);
  }

  private String key(String name) throws IOException {
    RunningZone.tool(
        "ssh-keygen", "-q", "-t", "rsa", "-N", "", "-C", name, "-f", root.resolve(name).toString());
    return Files.readString(root.resolve(name + ".pub"));
  }

  private String fingerprint(String name, String hash) {
    return RunningZone.tool(
            "ssh-keygen", "-l", "-E", hash, "-f", root.resolve(name + ".pub").toString())
        .split(" ")[1];
  }

  private String[] remove(String... words) {
    return Stream.concat(
            Stream.of("authkeys", "remove", "--root", root.toString()), Stream.of(words))
        .toArray(String[]::new);
  }

  @Test
  void takesOneKeyOutAndLeavesTheRestAsItStands() throws IOException {
    Run run = CliHarness.run(remove("bob", fingerprint("one", "sha256"), "-y"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("removed: bob, SHA256:", "imgapi authkeys reload");
    assertThat(Files.readString(file)).isEqualTo("# first\r\n\n# second\n" + two);
  }

  @Test
  void anMd5FingerprintNamesAKeyToo() throws IOException {
    Run run = CliHarness.run(remove("bob", fingerprint("two", "md5"), "-y", "--json"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(Files.readString(file)).isEqualTo("# first\r\n" + one + "\n# second\n");
  }

  @Test
  void allKeysGoTogether() throws IOException {
    Run run = World.bare().answering("y\n").run(remove("bob", "--all"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(Files.readString(file)).isEqualTo("# first\r\n\n# second\n");
  }

  @Test
  void whoDoesNotSayYesKeepsThem() throws IOException {
    String before = Files.readString(file);
    World.bare().answering("n\n").run(remove("bob", "--all"));
    assertThat(CliHarness.run(remove("bob", "--all")).status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(CliHarness.run(remove("bob", "--all", "-n")).out()).contains("to remove: bob");
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void whichKeysMustBeSaidOnce() {
    CliHarness.run(remove("bob")).requireFailure(ExitCode.USAGE, "which keys");
    CliHarness.run(remove("bob", "SHA256:a", "--all")).requireFailure(ExitCode.USAGE, "which keys");
  }

  @Test
  void aKeyThatIsNotThereIsNamed() {
    CliHarness.run(remove("bob", "SHA256:nothing", "-y"))
        .requireFailure(ExitCode.FAILED, "no such key on this machine", "imgapi authkeys list bob");
  }

  @Test
  void aKeyOfMantaIsRemovedThere() throws IOException {
    Path manta = root.resolve("data/imgapi/etc/authkeys/manta/carol.keys");
    Files.createDirectories(manta.getParent());
    Files.writeString(manta, one);
    CliHarness.run(remove("carol", fingerprint("one", "sha256"), "-y"))
        .requireFailure(ExitCode.FAILED, "fetched again from there", "imgapi manta put");
    assertThat(manta).hasContent(one);
  }
}
