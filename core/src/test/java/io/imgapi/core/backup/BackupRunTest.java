/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.event.Step;
import io.imgapi.core.instance.TestInstance;
import io.imgapi.core.mirror.KnownFiles;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.RemoteScan;
import io.imgapi.core.ownership.Claim;
import io.imgapi.core.ownership.Claimant;
import io.imgapi.core.ownership.TakeOver;
import io.imgapi.core.ownership.TestOwnerships;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.snapshot.Retention;
import io.imgapi.core.store.InMemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRunTest {
  private static final String ROOT = "/alice/stor/imgapi";
  private static final String B = ROOT + "/backup";
  private static final String ONE = "11111111-1111-4111-8111-111111111111";
  private static final String TWO = "22222222-2222-4222-8222-222222222222";
  private static final String THREE = "33333333-3333-4333-8333-333333333333";
  private static final String REQUEST = "99999999-9999-4999-8999-999999999999";

  @TempDir Path root;
  private TestInstance instance;
  private final InMemoryStore store = new InMemoryStore("/alice/stor");

  @BeforeEach
  void layOut() {
    instance = new TestInstance(root);
  }

  private BackupRun run() {
    return new BackupRun(
        LocalSide.begin(instance.layout(), KnownFiles.NONE, time -> {}),
        new MirrorLayout(B),
        store,
        new Workers("test", 4),
        FileUpload.Sizes.USUAL,
        Earlier.nothing(
            () -> new RemoteScan(store, new MirrorLayout(B), new Workers("test", 4)).scan()),
        Clock.systemUTC(),
        time -> {},
        new Step(Events.none()));
  }

  private Claim claim() {
    Claim claim =
        TestOwnerships.of(instance.layout())
            .of(store, new MirrorLayout(B), new Claimant("/alice/stor/imgapi", "SHA256:a"))
            .look(TakeOver.none());
    claim.take();
    return claim;
  }

  private BackupResult backup() {
    BackupRun run = run();
    return run.apply(run.prepare(Set.of()), claim(), Optional.of(Retention.USUAL), Events.none());
  }

  private Map<String, String> mirror() {
    Map<String, String> mirror = new TreeMap<>();
    store
        .objects()
        .forEach(
            (path, bytes) ->
                mirror.put(
                    path.substring(B.length() + 1),
                    new String(bytes, StandardCharsets.ISO_8859_1)));
    mirror.keySet().removeIf(path -> !path.matches("(manifests|images)/.*"));
    return mirror;
  }

  @Test
  void aFirstBackupPutsEverything() {
    instance.image(ONE, "one", "one, second file");
    instance.image(TWO);
    BackupResult result = backup();
    assertThat(mirror()).isEqualTo(instance.files());
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(result.manifests()).isEqualTo(2);
    assertThat(result.files()).isEqualTo(2);
  }

  @Test
  void aSecondBackupOfTheSameDoesNothing() {
    instance.image(ONE, "one");
    backup();
    assertThat(run().prepare(Set.of()).plan().isUpToDate()).isTrue();
    assertThat(backup().changedAnything()).isFalse();
  }

  @Test
  void aManifestChangedWithoutChangingItsSizeIsPut() throws IOException {
    instance.image(ONE, "one");
    backup();
    Path manifest = instance.layout().manifest(ONE);
    Files.writeString(manifest, Files.readString(manifest).replace("\"v\":2", "\"v\":3"));
    assertThat(backup().manifests()).isEqualTo(1);
    assertThat(mirror()).isEqualTo(instance.files());
  }

  @Test
  void aFlippedBitInAnActivatedImagesFileNeverReachesTheMirror() {
    instance.image(ONE, "good content");
    instance.image(TWO, "other");
    backup();
    Map<String, String> before = mirror();
    instance.file(ONE, "file0", "gooe content");
    BackupResult result = backup();
    assertThat(mirror()).isEqualTo(before);
    assertThat(result.exitCode()).isEqualTo(ExitCode.INTEGRITY);
    assertThat(result.quarantined()).containsOnlyKeys(UUID.fromString(ONE));
  }

  @Test
  void aDamagedFileThatTheMirrorLacksIsNotPutAndNeitherIsItsManifest() {
    instance.image(ONE, "good content");
    instance.file(ONE, "file0", "gooe content");
    BackupResult result = backup();
    assertThat(mirror()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(ExitCode.INTEGRITY);
  }

  @Test
  void theManifestOfADamagedImageIsPutWhereTheMirrorHoldsTheGoodFiles() throws IOException {
    instance.image(ONE, "good content");
    backup();
    instance.file(ONE, "file0", "gooe content");
    Path manifest = instance.layout().manifest(ONE);
    Files.writeString(manifest, Files.readString(manifest).replace("\"v\":2", "\"v\":3"));
    backup();
    assertThat(mirror().get("manifests/" + ONE + ".raw")).contains("\"v\":3");
    assertThat(mirror().get("images/111/" + ONE + "/file0")).isEqualTo("good content");
  }

  @Test
  void anUnactivatedImagesFileMayChange() {
    instance.imageIn("unactivated", ONE, "first");
    backup();
    instance.file(ONE, "file0", "second");
    assertThat(backup().exitCode()).isEqualTo(ExitCode.OK);
    assertThat(mirror().get("images/111/" + ONE + "/file0")).isEqualTo("second");
  }

  @Test
  void aTornManifestIsSetAsideAndItsMirrorStays() {
    instance.image(ONE, "one");
    instance.image(TWO, "two");
    backup();
    Map<String, String> before = mirror();
    instance.write(instance.layout().manifest(ONE), "{\"uuid\":\"" + ONE + "\",\"fi");
    instance.image(THREE, "three");
    BackupResult result = backup();
    assertThat(result.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(mirror()).containsAllEntriesOf(before);
    assertThat(mirror()).containsKey("manifests/" + THREE + ".raw");
  }

  @Test
  void whatIsGoneLocallyGoesFromTheMirror() {
    for (int i = 0; i < 8; i++) {
      instance.image("4000000" + i + "-0000-4000-8000-000000000000", "content " + i);
    }
    instance.image(ONE, "one");
    backup();
    instance.delete(instance.layout().manifest(ONE));
    instance.delete(instance.layout().imageDirectory(ONE).resolve("file0"));
    BackupResult result = backup();
    assertThat(result.deletedManifests()).isEqualTo(1);
    assertThat(result.deletedFiles()).isEqualTo(1);
    assertThat(mirror()).isEqualTo(instance.files());
  }

  @Test
  void aNeededFileThatIsMissingLocallyStaysInTheMirrorAndIsReported() {
    instance.image(ONE, "one");
    backup();
    Map<String, String> before = mirror();
    instance.delete(instance.layout().imageDirectory(ONE).resolve("file0"));
    BackupResult result = backup();
    assertThat(result.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(result.problems().get(UUID.fromString(ONE)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(FileProblem.Kind.MISSING);
              assertThat(problem.mirrorHasIt()).isTrue();
            });
    assertThat(mirror()).isEqualTo(before);
  }

  @Test
  void aManifestWhoseFileIsNowhereIsNotPut() {
    instance.image(ONE, "one");
    instance.delete(instance.layout().imageDirectory(ONE).resolve("file0"));
    assertThat(backup().exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(mirror()).isEmpty();
  }

  @Test
  void leftoversOfUploadsAreSkippedAndTheirOldMirrorCopiesGo() {
    instance.image(ONE, "one");
    instance.file(ONE, "file0." + REQUEST, "half an upl");
    store.plant(B + "/images/111/" + ONE + "/file0." + REQUEST, new byte[] {1});
    assertThat(backup().exitCode()).isEqualTo(ExitCode.OK);
    assertThat(mirror()).doesNotContainKey("images/111/" + ONE + "/file0." + REQUEST);
    assertThat(mirror().get("images/111/" + ONE + "/file0")).isEqualTo("one");
  }

  @Test
  void aLeftoverThatIsTheOnlyCopyIsPutUnderItsRealName() throws IOException {
    instance.image(ONE, "precious");
    Path directory = instance.layout().imageDirectory(ONE);
    Files.move(directory.resolve("file0"), directory.resolve("file0." + REQUEST));
    BackupResult result = backup();
    assertThat(mirror().get("images/111/" + ONE + "/file0")).isEqualTo("precious");
    assertThat(result.salvaged()).containsExactly(ONE + "/file0");
  }

  @Test
  void otherFilesOfTheTreesAreMirroredToo() {
    instance.image(ONE, "one");
    instance.file(ONE, "notes", "unnamed");
    instance.write(instance.layout().images().resolve("README"), "about");
    instance.write(instance.layout().manifests().resolve("stray.txt"), "stray");
    assertThat(backup().exitCode()).isEqualTo(ExitCode.OK);
    assertThat(mirror()).isEqualTo(instance.files());
    assertThat(backup().changedAnything()).isFalse();
  }

  @Test
  void anImageThatWasLaidReadyByARestoreIsNotMirrored() {
    instance.write(instance.layout().manifests().resolve("." + ONE + "." + REQUEST), "{}");
    instance.image(TWO, "two");
    backup();
    assertThat(mirror()).hasSize(2);
  }

  @Test
  void aMissingSourceIsAFailureNeverAnEmptyTree() throws IOException {
    instance.image(ONE);
    backup();
    Files.delete(instance.layout().images());
    assertThatThrownBy(this::backup)
        .isInstanceOfSatisfying(
            ImgapiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ExitCode.FAILED);
              assertThat(e.context().get("path")).endsWith("/images");
            });
    assertThat(mirror()).hasSize(1);
  }

  @Test
  void aSourceThatIsNoDirectoryIsAFailure() throws IOException {
    Files.delete(instance.layout().manifests());
    instance.write(instance.layout().manifests(), "a file");
    assertThatThrownBy(this::backup).isInstanceOf(ImgapiException.class);
  }

  @Test
  void anImageCreatedDuringTheRunIsPutAndNothingOfItDeleted() {
    instance.image(ONE, "one");
    BackupRun run = run();
    BackupRun.Prepared prepared = run.prepare(Set.of());
    instance.image(TWO, "born during the run");
    run.apply(prepared, claim(), Optional.of(Retention.USUAL), Events.none());
    assertThat(mirror()).isEqualTo(instance.files());
  }

  @Test
  void anImageDeletedDuringTheRunIsSkipped() {
    instance.image(ONE, "one");
    instance.image(TWO, "two");
    BackupRun run = run();
    BackupRun.Prepared prepared = run.prepare(Set.of());
    instance.delete(instance.layout().manifest(TWO));
    instance.delete(instance.layout().imageDirectory(TWO).resolve("file0"));
    BackupResult result = run.apply(prepared, claim(), Optional.of(Retention.USUAL), Events.none());
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(mirror()).isEqualTo(instance.files());
  }
}
