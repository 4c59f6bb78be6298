/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path directory;

  private Path leftover(String name, Duration age) throws Exception {
    Path file = Files.writeString(directory.resolve(name), "half a secret");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    return file;
  }

  @Test
  void whatAKilledRunLeftGoesWithALaterOneAndWhatIsBeingWrittenStays() throws Exception {
    Path old = leftover(".imgapi-1.new", Duration.ofHours(2));
    Path young = leftover(".imgapi-2.new", Duration.ofMinutes(5));
    Path others = leftover("imgapi-3.new", Duration.ofDays(2));
    Path file = directory.resolve("file");
    AtomicFile.writePrivate(file, new byte[] {1});
    assertThat(file).hasBinaryContent(new byte[] {1});
    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(others).exists();
  }
}
