/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time, and nothing of a killed one stays. */
class RunLockTest {
  @TempDir Path directory;

  @Test
  void clearsTheTemporaryFilesOfKilledRunsAndNothingElse() throws IOException {
    Path spool = Files.writeString(directory.resolve(".imgapi-123.spool"), "half");
    Path record = Files.writeString(directory.resolve("backup.json"), "{}");
    RunLock.take(directory, "a run").close();
    assertThat(spool).doesNotExist();
    assertThat(record).exists();
  }

  @Test
  void whoDoesNotGetItClearsNothing() throws IOException {
    RunLock lock = RunLock.take(directory, "a run");
    Path spool = Files.writeString(directory.resolve(".imgapi-123.spool"), "being written");
    ImgapiException busy =
        catchThrowableOfType(ImgapiException.class, () -> RunLock.take(directory, "another"));
    assertThat(busy.code()).isEqualTo(ExitCode.LOCKED);
    assertThat(spool).exists();
    lock.close();
  }
}
