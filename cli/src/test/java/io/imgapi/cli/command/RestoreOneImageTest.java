/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.SnapshotFixture;
import io.imgapi.cli.demo.Demo;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code imgapi restore --only}: one image comes back, everything else stays. */
class RestoreOneImageTest extends SnapshotFixture {
  private static final String WEB = "a3b1c7d2-44ef-4d0b-8c55-6e2f9a1b3c71";
  private static final String TWO_FILES = "0e1f2d3c-4b5a-4978-8695-a4b3c2d1e0f9";

  private void lose(String uuid) throws IOException {
    Files.delete(zone.manifests().resolve(uuid + ".raw"));
    Demo.delete(zone.images().resolve(uuid.substring(0, 3)).resolve(uuid));
  }

  @Test
  void bringsItAndLeavesTheRest() throws IOException {
    publishMore(1);
    Map<String, String> present = local();
    lose(TWO_FILES);
    Run one = done("restore", "-y", "--only", TWO_FILES);
    assertThat(one.out()).contains("placed 1 manifests, 2 image files");
    assertThat(local()).isEqualTo(present);
    done("backup", "-y");
  }

  @Test
  void bringsItFromASnapshot() {
    done("restore", "-y", "--only", DELETED, "--at", ids().get(0));
    assertThat(local())
        .containsEntry(
            "manifests/" + DELETED + ".raw", states.get(0).get("manifests/" + DELETED + ".raw"));
    assertThat(local()).containsEntry("images/note", "second note");
  }

  @Test
  void namesTheImageThatItBuildsOn() throws IOException {
    lose(WEB);
    Run one = done("restore", "-y", "--only", WEB);
    assertThat(one.err()).contains("1 images that this one builds on").contains(DELETED);
  }

  @Test
  void bringsOneThatHadBeenLeftOut() throws IOException {
    String lost = "images/0e1/" + TWO_FILES + "/file1";
    Path good = directory.resolve("good");
    Files.copy(zone.images().resolve("0e1/" + TWO_FILES + "/file1"), good);
    Map<String, String> present = local();
    io.imgapi.cli.Mirrored.lose(zone.root());
    done("manta", "rm", inArea(lost));
    assertThat(run("restore", "-y", "--skip-missing").status())
        .isEqualTo(ExitCode.PARTIAL.status());
    Path record = zone.root().resolve("data/imgapi/run/restored.json");
    assertThat(record).content().contains(TWO_FILES);
    run("restore", "-y", "--only", TWO_FILES)
        .requireFailure(ExitCode.INTEGRITY, TWO_FILES + "/file1");
    done("manta", "put", good.toString(), inArea(lost));
    done("restore", "-y", "--only", TWO_FILES);
    assertThat(record).content().doesNotContain(TWO_FILES);
    assertThat(local()).isEqualTo(present);
    done("backup", "-y");
  }

  @Test
  void saysThatItIsNotThere() {
    run("restore", "-y", "--only", DELETED)
        .requireFailure(ExitCode.FAILED, "the image is not in the backup", "imgapi snapshots");
  }

  @Test
  void whatDiffersHereIsReplacedOnlyWhenAsked() throws IOException {
    Path file = zone.images().resolve("0e1/" + TWO_FILES + "/file1");
    Files.writeString(file, "damaged");
    run("restore", "-y", "--only", TWO_FILES).requireFailure(ExitCode.REFUSED, "--replace");
    done("restore", "-y", "--only", TWO_FILES, "--replace");
    assertThat(local()).isEqualTo(states.get(2));
  }

  @Test
  void needsAnInstanceThatWasRestoredFromThere() {
    io.imgapi.cli.Mirrored.lose(zone.root());
    run("restore", "-y", "--only", TWO_FILES)
        .requireFailure(ExitCode.NOT_SET_UP, "imgapi restore", "--target");
  }

  @Test
  void isABadCommandLineWithAnotherWay() {
    run("restore", "-y", "--only", TWO_FILES, "--skip-missing")
        .requireFailure(ExitCode.USAGE, "--only does not go with --skip-missing");
    assertThat(run("restore", "-y", "--only", "all").status()).isEqualTo(ExitCode.USAGE.status());
  }
}
