/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service's user owns the directories that root writes to: a link that it puts there never
 * leads root to another file.
 */
class PlantedLinkTest {
  private static final byte[] NEW = {'n', 'e', 'w'};
  @TempDir Path directory;
  private Path victim;

  @BeforeEach
  void begin() throws IOException {
    victim = Files.writeString(directory.resolve("victim"), "precious");
  }

  private Path plant(String name) throws IOException {
    return Files.createSymbolicLink(directory.resolve(name), victim);
  }

  @Test
  void inThePlaceOfATemporaryFile() throws IOException {
    plant(".backup.json.new");
    assertThatThrownBy(() -> AtomicFile.write(directory.resolve("backup.json"), NEW))
        .isInstanceOf(IOException.class);
    assertThat(victim).hasContent("precious");
    // The link is gone with the failure, so that it holds up one write at most.
    AtomicFile.write(directory.resolve("backup.json"), NEW);
    assertThat(directory.resolve("backup.json")).hasContent("new");
  }

  @Test
  void inThePlaceOfTheFileItself() throws IOException {
    Path file = plant("backup.json");
    AtomicFile.write(file, NEW);
    assertThat(victim).hasContent("precious");
    assertThat(file).isRegularFile().hasContent("new");
  }

  @Test
  void inThePlaceOfALock() throws IOException {
    plant("imgapi.lock");
    assertThatThrownBy(() -> RunLock.take(directory, "a run"))
        .isInstanceOfSatisfying(
            ImgapiException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
              assertThat(refused.context()).containsKey("lock");
            });
    assertThat(victim).hasContent("precious");
  }
}
