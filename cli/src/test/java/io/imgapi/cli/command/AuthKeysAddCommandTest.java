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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthKeysAddCommandTest {
  @TempDir Path root;

  @BeforeEach
  void instance() throws IOException {
    Files.createDirectories(root.resolve("data/imgapi/etc"));
  }

  private Path key(String name, String type) {
    Path file = root.resolve(name);
    RunningZone.tool("ssh-keygen", "-q", "-t", type, "-N", "", "-C", name, "-f", file.toString());
    return root.resolve(name + ".pub");
  }

  private Path keys(String user) {
    return root.resolve("data/imgapi/etc/authkeys/local").resolve(user + ".keys");
  }

  private Run add(Object... words) {
    return CliHarness.run(
        Stream.concat(
                Stream.of("authkeys", "add", "--root", root.toString()),
                Stream.of(words).map(Object::toString))
            .toArray(String[]::new));
  }

  @Test
  void addsToWhatIsThereAndLeavesTheRestAsItStands() throws IOException {
    Path first = key("first", "rsa");
    String before = "# bob's\r\n\r\n" + Files.readString(first).strip();
    Files.createDirectories(keys("bob").getParent());
    Files.writeString(keys("bob"), before);
    Files.setPosixFilePermissions(keys("bob"), PosixFilePermissions.fromString("rw-r-----"));
    Path second = key("second", "rsa");
    Run run = add("bob", second);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("added: bob, SHA256:", "second", "imgapi authkeys reload");
    assertThat(Files.readString(keys("bob")))
        .isEqualTo(before + "\r\n" + Files.readString(second).strip() + "\r\n");
    assertThat(Files.getPosixFilePermissions(keys("bob")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    Run again = add("bob", second);
    assertThat(again.out()).startsWith("already there: bob").doesNotContain("reload");
  }

  @Test
  void takesKeysFromStandardInput() throws IOException {
    String line = Files.readString(key("piped", "rsa"));
    Run run =
        World.bare()
            .piping("# comment\n" + line)
            .run("authkeys", "add", "--root", root.toString(), "bob", "--json");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("\"type\":\"result\"", "\"comment\":\"piped\"");
    assertThat(keys("bob")).hasContent(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecdsa", "ed25519"})
  void whatTheServiceCannotVerifyIsRefusedWithTheReason(String type) {
    Path key = key("mine", type);
    add("bob", key)
        .requireFailure(
            ExitCode.CONFIG_INVALID, "verifies RSA and DSA keys only", "ssh-keygen -t rsa");
    assertThat(keys("bob")).doesNotExist();
  }

  @Test
  void aPrivateKeyIsRefusedAndNotQuoted() throws IOException {
    key("mine", "rsa");
    Path secret = root.resolve("mine");
    add("bob", secret).requireFailure(ExitCode.CONFIG_INVALID, "private key", ".pub");
    Run run = add("bob", secret);
    String line = Files.readString(secret).lines().skip(2).findFirst().orElseThrow();
    assertThat(run.err()).doesNotContain(line);
    assertThat(keys("bob")).doesNotExist();
  }

  @Test
  void ifOneOfSeveralIsWrongNoneIsAdded() throws IOException {
    Path several = root.resolve("several");
    Files.writeString(several, Files.readString(key("good", "rsa")) + "ssh-rsa nonsense\n");
    add("bob", several).requireFailure(ExitCode.CONFIG_INVALID, "damaged", "line: 2", ".pub file");
    assertThat(keys("bob")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../bob", ".bob", "a/b", "1", ""})
  void aNameThatIsNoUsersIsRefused(String user) {
    add(user, key("mine", "rsa")).requireFailure(ExitCode.USAGE, "no user's name");
  }

  @Test
  void aDryRunChangesNothing() {
    Run run = add("bob", key("mine", "rsa"), "-n");
    assertThat(run.out()).startsWith("to add: bob");
    assertThat(keys("bob")).doesNotExist();
  }

  @Test
  void whereThereIsNoInstanceOrNoFileItSaysSo() throws IOException {
    add("bob", root.resolve("absent")).requireFailure(ExitCode.CONFIG_INVALID, "no such file");
    Files.delete(root.resolve("data/imgapi/etc"));
    add("bob", key("mine", "rsa")).requireFailure(ExitCode.NOT_SET_UP, "imgapi setup");
  }
}
