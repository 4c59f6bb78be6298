/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.SnapshotFixture;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code imgapi restore --at}: the trees become a snapshot. */
class RestoreSnapshotTest extends SnapshotFixture {

  private Map<String, String> replaced() throws IOException {
    Map<String, String> files = new TreeMap<>();
    Path root = zone.root().resolve("data/imgapi/replaced");
    if (!Files.exists(root)) {
      return files;
    }
    try (var all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path relative = root.relativize(file);
        files.put(
            relative.subpath(1, relative.getNameCount()).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private void deleteManifests(String prefix) throws IOException {
    try (var all = Files.list(zone.manifests())) {
      for (Path file : all.filter(f -> f.getFileName().toString().startsWith(prefix)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void theTreesBecomeEachSnapshotAndTheWayBackIsKept() throws IOException {
    publishMore(15);
    Map<String, String> present = local();
    time.sleep(Duration.ofHours(1));
    List<String> before = ids();
    Run back = run("restore", "-y", "--at", before.get(0));
    assertThat(back.status()).as(back.err()).isZero();
    assertThat(local()).isEqualTo(states.get(0));
    assertThat(back.err())
        .contains("first:             a backup of the present state")
        .contains("state of:          snapshot " + before.get(0))
        .contains("to move out:       16 local files");
    List<String> now = ids();
    assertThat(now).hasSize(4).containsAll(before);
    for (int i = 2; i >= 0; i--) {
      time.sleep(Duration.ofHours(1));
      done("restore", "-y", "--at", before.get(i));
      assertThat(local()).isEqualTo(states.get(i));
    }
    time.sleep(Duration.ofHours(1));
    done("restore", "-y", "--at", now.get(3));
    assertThat(local()).isEqualTo(present);
  }

  @Test
  void whatIsReplacedOrMovedOutLiesUnderReplacedWithItsBytes() throws IOException {
    publishMore(1);
    Map<String, String> present = local();
    done("restore", "-y", "--at", ids().get(1));
    Map<String, String> replaced = replaced();
    assertThat(replaced.remove("list.txt").lines())
        .containsExactlyInAnyOrder(
            "images/note", "manifests/d0d0d0d0-0000-4000-8000-000000000000.raw");
    assertThat(replaced).hasSize(2);
    replaced.forEach((path, content) -> assertThat(content).isEqualTo(present.get(path)));
  }

  @Test
  void theNextBackupTakesTheResultForTruthOnce() throws IOException {
    publishMore(15);
    done("restore", "-y", "--at", ids().get(0));
    time.sleep(Duration.ofHours(1));
    Run backup = done("backup", "-y");
    assertThat(backup.out()).contains("deleted 15 manifests");
    assertThat(ids()).hasSize(5);
    publishMore(15);
    time.sleep(Duration.ofHours(1));
    done("backup", "-y");
    deleteManifests("d0d0");
    run("backup", "-y").requireFailure(ExitCode.REFUSED, "--max-delete");
  }

  @Test
  void aDryRunShowsWhatWouldLeaveAndChangesNothing() throws IOException {
    publishMore(2);
    Map<String, String> present = local();
    long changes = sandbox.manta().stats().requests().getOrDefault("PUT", 0L);
    JsonNode plan = json("restore", "-n", "--json", "--at", "2026-11-22T09:59:59Z");
    assertThat(plan.path("snapshot").asText()).isEqualTo(ids().get(0));
    assertThat(plan.path("backupFirst").asBoolean()).isTrue();
    assertThat(plan.path("leaving")).hasSize(3);
    assertThat(plan.path("manifests").asInt()).isEqualTo(1);
    assertThat(plan.path("mirrorLoses").path("files").asInt()).isEqualTo(1);
    assertThat(sandbox.manta().stats().requests().getOrDefault("PUT", 0L)).isEqualTo(changes);
    assertThat(local()).isEqualTo(present);
  }

  @Test
  void noBackupLeavesOutTheBackup() throws IOException {
    publishMore(1);
    List<String> before = ids();
    Run back = done("restore", "-y", "--no-backup", "--at", before.get(0));
    assertThat(back.err()).doesNotContain("first:");
    assertThat(ids()).isEqualTo(before);
    assertThat(local()).isEqualTo(states.get(0));
  }

  @Test
  void aBackupThatIsRefusedEndsItBeforeAnythingChanges() throws IOException {
    deleteManifests("");
    Map<String, String> present = local();
    Run refused = run("restore", "-y", "--at", ids().get(0));
    assertThat(refused.status()).as(refused.err()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(refused.err())
        .contains("the backup of the present state failed, and nothing was restored")
        .contains("--no-backup");
    assertThat(local()).isEqualTo(present);
    done("restore", "-y", "--no-backup", "--at", ids().get(0));
    assertThat(local()).isEqualTo(states.get(0));
  }

  @Test
  void whereTheInstanceIsNewThereIsNothingToBackUpFirst() {
    io.imgapi.cli.Mirrored.lose(zone.root());
    Run back = done("restore", "-y", "--at", "latest");
    assertThat(back.err()).doesNotContain("first:");
    assertThat(local()).isEqualTo(states.get(2));
  }

  @Test
  void aDateIsTheEndOfThatDay() {
    done("restore", "-y", "--at", "2026-11-22");
    assertThat(local()).isEqualTo(states.get(2));
  }

  @Test
  void nothingIsThatOld() {
    run("restore", "-y", "--at", "2020-01-01")
        .requireFailure(ExitCode.NOT_SET_UP, "no snapshot of that time", "imgapi snapshots");
  }

  @Test
  void whatIsNoMomentIsABadCommandLine() {
    run("restore", "-y", "--at", "yesterday").requireFailure(ExitCode.USAGE, "yesterday", "latest");
    run("restore", "-y", "--new-repo", "--at", "latest")
        .requireFailure(ExitCode.USAGE, "--new-repo does not go with --at");
  }

  @Test
  void aSnapshotThatLacksAFileStopsUnlessItsImageMayBeLeftOut() throws IOException {
    String first = ids().get(0);
    String lost = "images/5f0/" + DELETED + "/file0";
    done("manta", "rm", "-r", "-y", inArea("blobs"));
    Files.delete(zone.root().resolve("data/imgapi").resolve(lost));
    Map<String, String> present = local();
    run("restore", "-y", "--no-backup", "--at", first)
        .requireFailure(ExitCode.INTEGRITY, "--skip-missing", DELETED + "/file0");
    assertThat(local()).isEqualTo(present);
    Run partial = run("restore", "-y", "--no-backup", "--skip-missing", "--at", first);
    assertThat(partial.status()).as(partial.err()).isEqualTo(ExitCode.PARTIAL.status());
    assertThat(partial.out()).contains("left out, its files are lost: " + DELETED);
    assertThat(local()).doesNotContainKey("manifests/" + DELETED + ".raw");
  }

  @Test
  void aBrokenOneIsFinishedByItselfAndByNoOther() {
    List<String> ids = ids();
    sandbox
        .manta()
        .faults()
        .add(
            FaultRule.of(new Fault.Reset(Fault.Reset.Moment.BEFORE_REQUEST_BODY))
                .method("GET")
                .path(".*/backup/blobs/.*/[0-9a-f]{32}"));
    Run broken = run("restore", "-y", "--no-backup", "--at", ids.get(1));
    assertThat(broken.status()).as(broken.err()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    assertThat(local()).containsAllEntriesOf(states.get(2));
    sandbox.manta().faults().clear();
    String finish = "imgapi restore --at " + ids.get(1);
    run("restore", "-y", "--at", ids.get(0))
        .requireFailure(ExitCode.REFUSED, finish, "imgapi restore --abort");
    run("restore", "-y").requireFailure(ExitCode.REFUSED, finish);
    run("backup", "-y").requireFailure(ExitCode.NOT_SET_UP, "imgapi restore");
    done("restore", "-y", "--at", ids.get(1));
    assertThat(local()).isEqualTo(states.get(1));
    done("backup", "-y");
  }

  @Test
  void aBrokenOneIsGivenUp() {
    String earlier = ids().get(1);
    sandbox
        .manta()
        .faults()
        .add(
            FaultRule.of(new Fault.Reset(Fault.Reset.Moment.BEFORE_REQUEST_BODY))
                .method("GET")
                .path(".*/backup/blobs/.*/[0-9a-f]{32}"));
    assertThat(run("restore", "-y", "--no-backup", "--at", earlier).status())
        .isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    sandbox.manta().faults().clear();
    done("restore", "--abort");
    assertThat(local()).containsAllEntriesOf(states.get(2));
    done("backup", "-y");
    run("restore", "--abort").requireFailure(ExitCode.NOT_SET_UP, "no restore is under way");
  }
}
