/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.core.error.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleting from a real Manta over HTTP. */
class MantaRmCommandTest {
  @TempDir Path directory;
  private MantaFixture manta;

  @BeforeEach
  void start() {
    manta = new MantaFixture(directory);
    manta.put("~~/stor/d/a", "1");
    manta.put("~~/stor/d/sub/b b%", "22");
    manta.put("~~/stor/o", "o");
  }

  @AfterEach
  void stop() {
    manta.close();
  }

  private boolean isThere(String path) {
    Run info = manta.run("info", path);
    assertThat(info.status()).isIn(0, ExitCode.FAILED.status());
    return info.status() == 0;
  }

  @Test
  void deletesObjectsUnasked() {
    Run rm = manta.run("rm", "~~/stor/o", "~~/stor/d/sub/b b%");
    assertThat(rm.status()).as(rm.err()).isZero();
    assertThat(rm.err()).contains("deleted 2");
    assertThat(isThere("~~/stor/o")).isFalse();
    assertThat(isThere("~~/stor/d/sub/b b%")).isFalse();
    assertThat(isThere("~~/stor/d/a")).isTrue();
  }

  @Test
  void aDirectoryNeedsR() {
    Run rm = manta.run("rm", "~~/stor/o", "~~/stor/d");
    assertThat(rm.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(rm.err()).contains("is a directory", "imgapi manta rm -r /operator/stor/d");
    assertThat(isThere("~~/stor/o")).isTrue();
  }

  @Test
  void countsAndAsksAndDoesAsToldTo() {
    Run no = manta.run(World.bare().answering("n\n"), "rm", "-r", "~~/stor/d");
    assertThat(no.status()).isZero();
    assertThat(no.err()).contains("to delete: /operator/stor/d", "2 objects (3 B), 2 directories");
    assertThat(isThere("~~/stor/d/a")).isTrue();
    Run yes = manta.run(World.bare().answering("y\n"), "rm", "-r", "~~/stor/d", "~~/stor/d/sub");
    assertThat(yes.status()).as(yes.err()).isZero();
    assertThat(yes.err()).contains("deleted 4");
    assertThat(isThere("~~/stor/d")).isFalse();
    assertThat(isThere("~~/stor/o")).isTrue();
  }

  @Test
  void withoutATerminalItAsksForY() {
    long before = manta.changes();
    Run unasked = manta.run("rm", "-r", "~~/stor/d");
    assertThat(unasked.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(unasked.err()).contains("use -y");
    assertThat(manta.changes()).isEqualTo(before);
  }

  @Test
  void saysThatTheBackupIsMeant() {
    manta.put(manta.zone().mantaDirectory() + "/backup/manifests/x", "{}");
    Run no = manta.run(World.bare().answering("\n"), "rm", "-r", manta.zone().mantaDirectory());
    assertThat(no.err()).contains("the instance's backup");
  }

  @Test
  void deletesMoreThanAPage() {
    manta.putMany("~~/stor/d", 1100);
    Run rm = manta.run("rm", "-r", "-y", "~~/stor/d");
    assertThat(rm.status()).as(rm.err()).isZero();
    assertThat(rm.err()).contains("deleted 1104");
    assertThat(isThere("~~/stor/d")).isFalse();
  }

  @Test
  void neverDeletesWhatBelongsToTheAccountItself() {
    long before = manta.changes();
    for (String path : List.of("/operator", "/operator/stor", "~~/stor/", "~~/public", "~~")) {
      Run rm = manta.run("rm", "-r", "-y", path);
      assertThat(rm.status()).as(path).isEqualTo(ExitCode.REFUSED.status());
      assertThat(rm.err()).contains("never deleted");
    }
    assertThat(manta.changes()).isEqualTo(before);
  }

  @Test
  void nothingIsDeletedWhereOneOfThemIsAbsent() {
    Run rm = manta.run("rm", "~~/stor/o", "~~/stor/none");
    assertThat(rm.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(rm.err()).contains("nothing is there: /operator/stor/none");
    assertThat(isThere("~~/stor/o")).isTrue();
  }

  @Test
  void absentRefusedAndUnreachableAreDifferentAnswers() {
    manta.requireThreeDifferentAnswers("rm", "~~/stor/none");
  }
}
