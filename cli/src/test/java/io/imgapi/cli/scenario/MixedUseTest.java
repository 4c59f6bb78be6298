/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.Mirrored;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Old tools, new tools and bare hands on one area; docs/compatibility.md tells of each. */
class MixedUseTest extends Scenario {
  private static final String SAMPLE = "a3b1c7d2-44ef-4d0b-8c55-6e2f9a1b3c71";
  private static final String WITH_ICON = "c9e8d7f6-1b2a-4c3d-9e4f-5a6b7c8d9e0f";
  private OldTools old;
  private Image large;

  /** An area with snapshots, one of which needs files that nothing else does. */
  @Override
  void begin() throws IOException {
    super.begin();
    old = new OldTools(images0, time);
    large = new Image(images0, Image.numbered(1)).publish(Image.content(1, Image.LARGE));
    new Image(images0, Image.numbered(2)).publish(Image.content(2, 5_000));
    later(Duration.ofHours(1));
    done(images0, "backup", "-y");
    later(Duration.ofHours(1));
    large.delete();
    new Image(images0, WITH_ICON).delete();
    done(images0, "backup", "-y");
    assertThat(area().objects()).containsKey(large.inArea("file0"));
  }

  private static Map<String, String> manifests(Map<String, String> files) {
    Map<String, String> manifests = new TreeMap<>(files);
    manifests.keySet().removeIf(path -> !path.startsWith("manifests/"));
    return manifests;
  }

  /** The next run that lists the mirror makes it what this instance holds. */
  private void requireHealed() throws IOException {
    later(Duration.ofHours(1));
    done(images0, "backup", "-y", "--full");
    Map<String, String> mirror = mirror();
    assertThat(manifests(mirror)).isEqualTo(manifests(local(images0)));
    assertThat(mirror).containsAllEntriesOf(local(images0));
    assertThat(done(images0, "backup", "-y").out()).contains("put 0 manifests, 0 image files");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theOldRestoreReadsOurBackup(boolean pruned) throws Exception {
    if (pruned) {
      later(Duration.ofDays(400));
      done(images0, "backup", "-y", "--keep-hourly=0", "--keep-daily=1", "--keep-weekly=0");
      done(images0, "prune", "-y", "--keep-hourly=0", "--keep-daily=1", "--keep-weekly=0");
    }
    Zone images1 = anotherInstance("images1");
    new OldTools(images1, time).restore();
    Map<String, String> restored = local(images1);
    assertThat(manifests(restored)).isEqualTo(manifests(local(images0)));
    assertThat(restored).containsAllEntriesOf(local(images0));
    Mirrored.requireSound(restored);
    // Beside that come the files that only a snapshot needs: no manifest names them.
    restored.keySet().removeAll(local(images0).keySet());
    assertThat(restored.keySet()).allMatch(path -> !pruned && path.startsWith("images/"));
  }

  @Test
  void afterAnOldRestoreElsewhereOurBackupThereIsRefusedUntilItTakesOver() throws IOException {
    Zone images1 = anotherInstance("images1");
    new OldTools(images1, time).restore();
    Map<String, String> before = area().objects();
    run(images1, "backup", "-y").requireFailure(ExitCode.NOT_OWNER, "images0");
    assertThat(area().objects()).isEqualTo(before);
    done(images1, "restore", "-y", "--take-over=images0");
    done(images1, "backup", "-y");
    assertThat(manifests(local(images1))).isEqualTo(manifests(local(images0)));
    requireWholeSnapshots(images1);
  }

  @Test
  void theOldCronLineOfAnotherServerIsNotFencedAndTheOwnerMakesItGood() throws IOException {
    Zone images1 = anotherInstance("images1");
    OldTools elsewhere = new OldTools(images1, time);
    elsewhere.restore();
    new Image(images1, Image.numbered(50)).publish(Image.content(50, 100));
    new Image(images1, SAMPLE).delete();
    String owner = area().objects().get("owner.json");
    elsewhere.backup();
    assertThat(area().objects()).containsEntry("owner.json", owner);
    assertThat(manifests(mirror())).isEqualTo(manifests(local(images1)));
    requireHealed();
    String newest = area().snapshots().get(area().snapshots().size() - 1);
    assertThat(goBackTo(newest)).isEqualTo(local(images0));
  }

  @Test
  void bothBackupsAtOnce() throws IOException {
    new Image(images0, Image.numbered(60)).publish(Image.content(60, 5_000));
    new Image(images0, SAMPLE).delete();
    Run run =
        world()
            .beforeYes(
                () -> {
                  try {
                    old.backup();
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                })
            .run(at(images0, "backup"));
    assertThat(run.status()).as(run.err()).isIn(0, ExitCode.PARTIAL.status());
    requireHealed();
  }

  @Test
  void bothCronLinesForADay() throws IOException {
    old.install();
    for (int hour = 1; hour <= 24; hour++) {
      later(Duration.ofMinutes(30));
      new Image(images0, Image.numbered(100 + hour)).publish(Image.content(hour, 1_000));
      if (hour > 2) {
        new Image(images0, Image.numbered(100 + hour - 2)).delete();
      }
      if (hour % 2 == 0) {
        old.backup();
      }
      later(Duration.ofMinutes(30));
      done(images0, "backup", "-y");
      assertThat(mirror()).containsAllEntriesOf(local(images0));
    }
    requireHealed();
    // Only what was retained, and so was a stranger to the old tool, is ever lacking.
    List<String> degraded =
        snapshots(images0).stream().filter(line -> line.endsWith(" degraded")).toList();
    assertThat(degraded).hasSize(1);
    done(images0, "snapshots", "remove", "-y", degraded.get(0).split(" ")[0]);
    requireWholeSnapshots(images0);
  }

  @Test
  void theOldBackupTakesWhatOnlySnapshotsNeedAndTheyAreShownAsDegraded() throws IOException {
    Map<String, String> now = local(images0);
    old.backup();
    assertThat(mirror()).isEqualTo(now);
    assertThat(snapshots(images0))
        .extracting(line -> line.split(" ")[1])
        .containsExactly("whole", "degraded", "whole");
    run(images0, "restore", "-y", "--at", area().snapshots().get(1), "--target", away())
        .requireFailure(ExitCode.INTEGRITY, "not in the backup", Image.numbered(1) + "/file0");
    Run partial =
        run(
            images0,
            "restore",
            "-y",
            "--at",
            area().snapshots().get(1),
            "--target",
            away(),
            "--skip-missing");
    assertThat(partial.status()).isEqualTo(ExitCode.PARTIAL.status());
    requireHealed();
  }

  private String away() {
    return directory.resolve("away").toString();
  }

  @Test
  void anOldRestoreOverTheLiveInstanceIsAdopted() throws IOException {
    Map<String, String> before = local(images0);
    old.restore();
    assertThat(local(images0)).containsAllEntriesOf(before);
    requireHealed();
  }

  @Test
  void theOldBackupRefusesWhileOurRestoreIsNotFinished() throws IOException {
    Files.delete(new Image(images0, SAMPLE).files().resolve("file0"));
    Map<String, String> mirror = mirror();
    sandbox
        .manta()
        .faults()
        .add(FaultRule.of(new Fault.Status(500)).method("GET").path(".*/" + SAMPLE + "/file0"));
    Run broken = run(images0, "restore", "-y");
    assertThat(broken.status()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    assertThatThrownBy(old::backup).hasMessageContaining("no restored.marker");
    sandbox.manta().faults().clear();
    assertThat(mirror()).isEqualTo(mirror);
    done(images0, "restore", "-y");
    old.backup();
    requireHealed();
  }

  @Test
  void whatOurRestoreLaidReadyIsCopiedByTheOldBackupAndLetGoByOurs() throws IOException {
    String etag = "0a1b2c3d-1111-4222-8333-444455556666";
    Path part = new Image(images0, SAMPLE).files().resolve("file0." + etag);
    Path staged = images0.manifests().resolve("." + SAMPLE + "." + etag);
    Files.writeString(part, "half of it");
    Files.writeString(staged, "{");
    old.backup();
    assertThat(mirror())
        .containsKey("manifests/." + SAMPLE + "." + etag)
        .containsKey(new Image(images0, SAMPLE).inArea("file0." + etag));
    done(images0, "backup", "-y");
    assertThat(mirror().keySet()).allMatch(path -> !path.contains(etag));
    assertThat(part).exists();
  }

  @Test
  void whatIsPutByHandIsPutRightOrTakenOut() throws IOException {
    Image sample = new Image(images0, SAMPLE);
    String file = area().objects().get(sample.inArea("file0"));
    area().put("manifests/" + SAMPLE + ".raw", "{ edited by hand");
    area().put("manifests/note.txt", "put by hand");
    area().put("images/note.txt", "put by hand");
    area().put(sample.inArea("file0"), "x" + file.substring(1));
    area().put("manifests/" + Image.numbered(70) + ".raw", "{}");
    requireHealed();
    assertThat(mirror())
        .doesNotContainKeys(
            "manifests/note.txt", "images/note.txt", "manifests/" + Image.numbered(70) + ".raw");
    String newest = area().snapshots().get(area().snapshots().size() - 1);
    assertThat(goBackTo(newest)).isEqualTo(local(images0));
  }

  @Test
  void whatIsPutByHandBesideTheTreesIsNobodysBusiness() throws IOException {
    area().put("note.txt", "put by hand");
    area().put("snapshots/note.txt", "put by hand");
    area().put("blobs/note.txt", "put by hand");
    requireHealed();
    done(images0, "prune", "-y");
    assertThat(area().objects()).containsKeys("note.txt", "snapshots/note.txt", "blobs/note.txt");
    requireWholeSnapshots(images0);
  }

  @Test
  void whatIsRemovedByHandFromTheMirrorIsPutAgain() throws IOException {
    Image sample = new Image(images0, SAMPLE);
    area().delete("manifests/" + SAMPLE + ".raw");
    area().delete(sample.inArea("file0"));
    requireHealed();
    requireWholeSnapshots(images0);
    done(images0, "manta", "rm", "-y", "-r", images0.mantaDirectory() + "/backup/manifests");
    requireHealed();
    done(images0, "manta", "rm", "-y", "-r", images0.mantaDirectory() + "/backup/images");
    requireHealed();
  }

  @Test
  void aSnapshotFromWhichSomethingIsRemovedByHandIsNeverShownAsWhole() throws IOException {
    String blob =
        area().objects().keySet().stream()
            .filter(path -> path.endsWith(Area.md5(Image.text(Image.content(2, 5_000)))))
            .findFirst()
            .orElseThrow();
    area().delete(blob);
    assertThat(snapshots(images0))
        .extracting(line -> line.split(" ")[1])
        .containsExactly("whole", "degraded", "degraded");
    area().delete("snapshots/" + area().snapshots().get(0) + "/manifests.tar.gz");
    assertThat(snapshots(images0)).noneMatch(line -> line.endsWith(" whole"));
    requireHealed();
  }

  @Test
  void aSnapshotWhoseListIsRemovedByHandIsNoneAndItsPeersStay() throws IOException {
    List<String> before = area().snapshots();
    area().delete("snapshots/" + before.get(0) + "/snapshot.jsonl.gz");
    requireHealed();
    assertThat(snapshots(images0)).hasSize(2).allMatch(line -> line.endsWith(" whole"));
    done(images0, "prune", "-y");
    requireWholeSnapshots(images0);
  }

  @Test
  void anAreaThatIsRemovedByHandAsAWholeIsBegunAnew() throws IOException {
    done(images0, "manta", "rm", "-y", "-r", images0.mantaDirectory() + "/backup");
    later(Duration.ofHours(1));
    done(images0, "backup", "-y");
    assertThat(mirror()).isEqualTo(local(images0));
    requireWholeSnapshots(images0);
    assertThat(snapshots(images0)).hasSize(1);
  }
}
