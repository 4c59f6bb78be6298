/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.demo.Demo;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Old and new tools mix: the original's manta-sync and ours read what the other wrote. */
@Tag("interop")
@EnabledIfEnvironmentVariable(
    named = MantaSync.VARIABLE,
    matches = ".+",
    disabledReason = "needs manta-sync from npm")
class MantaSyncInteropTest {
  private static final int LARGE = (1 << 20) + 4_321;

  @TempDir Path directory;
  private Sandbox sandbox;
  private MantaSync old;
  private Zone zone;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
    old = new MantaSync(sandbox);
    zone = sandbox.zones().create("images0");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void imgapi(String... words) {
    String[] all = new String[words.length + 3];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "-y";
    all[words.length + 1] = "--root";
    all[words.length + 2] = zone.root().toString();
    Run run = CliHarness.run(all);
    assertThat(run.status()).as(run.err()).isZero();
  }

  private String area() {
    return zone.mantaDirectory() + "/backup";
  }

  private Map<String, String> local() throws IOException {
    return Mirrored.files(zone.manifests(), zone.images());
  }

  private Map<String, String> mirror() throws IOException {
    return new Mirrored(zone).remote();
  }

  private void publish(int seed, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    String uuid = uuid(seed);
    Path files = Files.createDirectories(zone.images().resolve(uuid.substring(0, 3)).resolve(uuid));
    Files.write(files.resolve("file0"), content);
    Files.writeString(
        zone.manifests().resolve(uuid + ".raw"),
        """
        {"v":2,"uuid":"%s","name":"image","state":"active","activated":true,
         "files":[{"sha1":"%s","size":%d,"stor":"local"}]}"""
            .formatted(uuid, sha1(content), size));
  }

  private static String sha1(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String uuid(int seed) {
    return "%08x-0000-4000-8000-%012x".formatted(seed * 0x9e3779b9, seed);
  }

  private void delete(int seed) {
    Demo.delete(zone.manifests().resolve(uuid(seed) + ".raw"));
    Demo.delete(zone.images().resolve(uuid(seed).substring(0, 3)).resolve(uuid(seed)));
  }

  /** What manta-sync brings back, into directories of its own. */
  private Map<String, String> broughtBack() throws Exception {
    Path back = Files.createTempDirectory(directory, "back");
    Path manifests = Files.createDirectories(back.resolve("manifests"));
    Path images = Files.createDirectories(back.resolve("images"));
    old.restore(area(), images, manifests);
    return Mirrored.files(manifests, images);
  }

  /** The manifests byte for byte and no other, every file that they name, each of them sound. */
  private void requireOldRestoreReadsIt() throws Exception {
    Map<String, String> back = broughtBack();
    Map<String, String> now = local();
    assertThat(back).containsAllEntriesOf(now);
    back.keySet().removeAll(now.keySet());
    assertThat(back.keySet()).allMatch(path -> path.startsWith("images/"));
    Mirrored.requireSound(broughtBack());
  }

  @Test
  void whatMantaSyncBackedUpImgapiRestores() throws Exception {
    SampleImages.publishInto(zone.root());
    Map<String, String> published = local();
    old.backup(zone.images(), zone.manifests(), area());
    Demo.delete(zone.manifests());
    Demo.delete(zone.images());
    imgapi("restore");
    assertThat(local()).isEqualTo(published);
  }

  @Test
  void whatImgapiBackedUpMantaSyncRestores() throws Exception {
    imgapi("restore", "--new-repo");
    SampleImages.publishInto(zone.root());
    imgapi("backup");
    assertThat(broughtBack()).isEqualTo(local());
  }

  @Test
  void afterRunsSnapshotsAndDeletionsMantaSyncRestoresWhatImgapiBackedUp() throws Exception {
    imgapi("restore", "--new-repo");
    SampleImages.publishInto(zone.root());
    for (int run = 1; run <= 6; run++) {
      publish(run, run % 2 == 0 ? LARGE : 5_000);
      if (run > 3) {
        delete(run - 3);
      }
      imgapi("backup");
      requireOldRestoreReadsIt();
    }
    // A file that is too large for a blob stays in the mirror for the snapshots that need it.
    assertThat(broughtBack())
        .containsKey("images/" + uuid(2).substring(0, 3) + "/" + uuid(2) + "/file0");
    imgapi("prune", "--keep-hourly=1", "--keep-daily=0", "--keep-weekly=0");
    requireOldRestoreReadsIt();
    assertThat(broughtBack()).isEqualTo(local());
  }

  @Test
  void mantaSyncTakesOnlyWhatSnapshotsAloneNeed() throws Exception {
    imgapi("restore", "--new-repo");
    SampleImages.publishInto(zone.root());
    publish(2, LARGE);
    imgapi("backup");
    delete(2);
    imgapi("backup");
    assertThat(mirror()).isNotEqualTo(local());
    old.backup(zone.images(), zone.manifests(), area());
    assertThat(mirror()).isEqualTo(local());
    assertThat(snapshots()).contains("degraded", "whole");
    imgapi("backup");
    imgapi("prune");
    requireOldRestoreReadsIt();
  }

  private String snapshots() {
    Run run = CliHarness.run("snapshots", "--root", zone.root().toString());
    assertThat(run.status()).as(run.err()).isZero();
    return run.out();
  }

  @RepeatedTest(3)
  void bothToolsAtOnce() throws Exception {
    imgapi("restore", "--new-repo");
    SampleImages.publishInto(zone.root());
    imgapi("backup");
    for (int image = 1; image <= 40; image++) {
      publish(image, 20_000);
    }
    ExecutorService cron = Executors.newSingleThreadExecutor();
    try {
      Future<?> theirs =
          cron.submit(
              () -> {
                old.backup(zone.images(), zone.manifests(), area());
                return null;
              });
      Run ours = CliHarness.run("backup", "-y", "--root", zone.root().toString());
      assertThat(ours.status()).as(ours.err()).isIn(0, ExitCode.PARTIAL.status());
      theirs.get();
    } finally {
      cron.shutdownNow();
    }
    Mirrored.requireSound(mirror());
    imgapi("backup");
    assertThat(mirror()).isEqualTo(local());
    requireOldRestoreReadsIt();
  }

  @Test
  void whatIsPutAndRemovedByHandIsMadeGood() throws Exception {
    imgapi("restore", "--new-repo");
    SampleImages.publishInto(zone.root());
    publish(1, 5_000);
    imgapi("backup");
    Path note = Files.writeString(directory.resolve("note"), "put by hand");
    String manifest = area() + "/manifests/" + uuid(1) + ".raw";
    old.manta("mput", "-q", "-f", note.toString(), manifest);
    old.manta("mput", "-q", "-f", note.toString(), area() + "/images/note");
    old.manta("mrm", area() + "/images/" + uuid(1).substring(0, 3) + "/" + uuid(1) + "/file0");
    imgapi("backup");
    assertThat(mirror()).isEqualTo(local());
    old.manta("mrm", "-r", area() + "/manifests");
    imgapi("backup");
    assertThat(mirror()).isEqualTo(local());
  }
}
