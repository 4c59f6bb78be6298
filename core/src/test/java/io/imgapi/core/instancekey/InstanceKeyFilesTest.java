/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.instancekey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.core.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceKeyFilesTest {
  private static final InstanceKeyName NAME =
      InstanceKeyName.of(
          "img.0-a", "1f2e3d4c-0000-4000-8000-000000000000", Instant.parse("2026-11-25T10:20:30Z"));

  @TempDir Path directory;

  private static String keygen(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "ssh-keygen";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Exited exited =
        (Exited) new LocalHost("/usr/bin:/bin").run(Command.of(Duration.ofSeconds(20), command));
    assertThat(exited.status()).as(exited.err()).isZero();
    return exited.out();
  }

  @Test
  void itsNameSaysWhoseItIsAndWhenItWasMade() {
    assertThat(NAME.text()).isEqualTo("imgapi-img.0-a-1f2e3d4c-20261125T102030");
    assertThat(InstanceKeyName.ofFile(NAME.privateFile())).contains(NAME);
    assertThat(InstanceKeyName.ofFile("id_rsa")).isEmpty();
    assertThat(InstanceKeyName.ofFile(NAME.publicFile())).isEmpty();
    assertThatThrownBy(() -> InstanceKeyName.of("a/b c", "1f2e3d4c", Instant.EPOCH))
        .isInstanceOf(ImgapiException.class)
        .hasMessageContaining("alias");
  }

  @Test
  void openSshReadsWhatIsWritten() throws IOException {
    InstanceKey key = InstanceKey.generate(NAME);
    InstanceKeyFiles files = new InstanceKeyFiles(directory);
    Path file = files.write(key);
    assertThat(keygen("-y", "-f", file.toString()).strip())
        .isEqualTo(key.publicLine())
        .startsWith("ecdsa-sha2-nistp256 ")
        .endsWith(" " + NAME);
    assertThat(keygen("-l", "-f", file + ".pub"))
        .isEqualTo("256 " + key.sha256() + " " + NAME + " (ECDSA)\n");
    assertThat(keygen("-l", "-E", "md5", "-f", file.toString())).contains("MD5:" + key.md5());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.publicFile(NAME))))
        .isEqualTo("rw-r--r--");
    assertThat(files.names()).containsExactly(NAME);
    assertThat(key.toString()).doesNotContain("PRIVATE").contains(key.sha256());
  }

  @Test
  void aKeyIsNeverOverwritten() throws IOException {
    InstanceKeyFiles files = new InstanceKeyFiles(directory);
    Path file = files.write(InstanceKey.generate(NAME));
    byte[] before = Files.readAllBytes(file);
    InstanceKey second = InstanceKey.generate(NAME);
    assertThatThrownBy(() -> files.write(second))
        .isInstanceOfSatisfying(
            ImgapiException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.REFUSED));
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (var left = Files.list(directory)) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void aPublicHalfThatWasNotWrittenIsMadeAgain() throws IOException {
    InstanceKeyFiles files = new InstanceKeyFiles(directory);
    InstanceKey key = InstanceKey.generate(NAME);
    files.write(key);
    Files.delete(files.publicFile(NAME));
    files.completePublicHalf(NAME);
    assertThat(files.publicFile(NAME)).hasContent(key.publicLine());
    assertThat(files.publicLine(NAME)).isEqualTo(key.publicLine());
  }

  @Test
  void aFileThatIsNoKeyIsNamed() throws IOException {
    InstanceKeyFiles files = new InstanceKeyFiles(directory);
    Files.writeString(files.privateFile(NAME), "no key\n");
    assertThatThrownBy(() -> files.publicLine(NAME))
        .isInstanceOfSatisfying(
            ImgapiException.class,
            e -> assertThat(e.context()).containsValue(files.privateFile(NAME).toString()));
    assertThat(new InstanceKeyFiles(directory.resolve("absent")).names()).isEmpty();
  }
}
