/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.SnapshotFixture;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * With {@code -q} a run that is well says nothing at all, and one that is not says what is wrong.
 */
class QuietTest extends SnapshotFixture {
  private static final String FILE = "images/0e1/0e1f2d3c-4b5a-4978-8695-a4b3c2d1e0f9/file1";

  private void requireSilent(String... words) {
    assertThat(done(words).out()).as(String.join(" ", words)).isEmpty();
  }

  @Test
  void saysNothingWhereAllIsWell() {
    requireSilent("backup", "-y", "-q");
    requireSilent("restore", "-y", "-q");
    requireSilent("prune", "-y", "-q");
    requireSilent("log-upload", "-q");
  }

  @Test
  void theResultAsJsonIsDataAndShown() {
    assertThat(done("backup", "-y", "-q", "--json").out()).contains("\"schema\"");
  }

  @Test
  void whatIsNotWellIsSaid() throws IOException {
    done("backup", "-y");
    Files.writeString(zone.root().resolve("data/imgapi").resolve(FILE), "damaged");
    assertThat(run("backup", "-y", "-q", "--checksum").out()).contains("is damaged");
  }
}
