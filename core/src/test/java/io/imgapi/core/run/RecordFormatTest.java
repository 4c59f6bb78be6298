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
import io.imgapi.core.instance.InstanceLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that another version wrote is named, and never read as if it were ours. */
class RecordFormatTest {
  private static final String LATER =
      "{\"schema\":\"imgapi/%s/2\",\"state\":\"proven\",\"phase\":\"fetching\","
          + "\"time\":\"2026-11-26T12:00:00Z\"}";
  @TempDir Path root;
  private InstanceLayout layout;
  private RunFiles files;

  @BeforeEach
  void begin() throws IOException {
    layout = new InstanceLayout(root);
    files = new RunFiles(layout);
    Files.createDirectories(layout.run());
  }

  private void requireRefused(String name, String what, Runnable reading) throws IOException {
    Files.writeString(layout.run().resolve(name), LATER.formatted(what));
    ImgapiException refused = catchThrowableOfType(ImgapiException.class, reading::run);
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused).hasMessageContaining("another version of imgapi wrote " + name);
    assertThat(refused.remedy()).contains("the version that wrote it");
    assertThat(refused.context().values()).contains("imgapi/" + what + "/2");
  }

  @Test
  void theRecordOfARestore() throws IOException {
    requireRefused("restored.json", "restored", files::restored);
  }

  @Test
  void theJournalOfARestore() throws IOException {
    requireRefused("restore.json", "restore-journal", files::requireNoRestore);
  }

  @Test
  void theJournalOfARotation() throws IOException {
    requireRefused("rotate.json", "rotation", () -> RotationJournal.requireKeyAtRest(layout.run()));
    Path journal = layout.run().resolve("rotate.json");
    byte[] content = Files.readAllBytes(journal);
    requireRefused("rotate.json", "rotation", () -> RotationJournal.parse(journal, content));
  }
}
