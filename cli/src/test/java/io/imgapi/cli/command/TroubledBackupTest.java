/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.HandTime;
import io.imgapi.cli.TroubledInstance;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What ends a backup, how soon, with which words, and that the next one makes it good. */
class TroubledBackupTest extends TroubledInstance {

  @Test
  void mantaThatIsGoneAltogether() {
    mantaGoesAway();
    HandTime time = new HandTime(Instant.now());
    Run run = run(time, "backup");
    requireEnd(run, ExitCode.REMOTE_UNAVAILABLE, "run this again when Manta answers");
    assertThat(time.waited()).isLessThan(Duration.ofMinutes(3));
    assertThat(inRun("backup.status")).hasContent("14");
    startManta();
    done("backup");
    requireMirror(files());
  }

  @Test
  void mantaThatGoesAwayInTheMiddle() {
    for (int i = 0; i < 60; i++) {
      image("%08x-4a1c-4b6e-9a53-0c8e1f7d2b10".formatted(i * 0x4000001), "small " + i);
    }
    trouble(new Fault.Refused(), ".*", ".*", 20);
    HandTime time = new HandTime(Instant.now());
    long before = requests();
    Run run = run(time, "backup", "--parallel", "2");
    requireEnd(run, ExitCode.REMOTE_UNAVAILABLE, "what was done so far stays done");
    // It gives up; it does not try all 68 images to the end.
    assertThat(time.waited()).isLessThan(PATIENCE);
    assertThat(requests() - before).isLessThan(20 + 40 * ATTEMPTS);
    assertThat(inRun("backup.status")).hasContent("14");
    troubleIsOver();
    done("backup");
    requireMirror(files());
  }

  @Test
  void aStormOf503ThatDoesNotEnd() {
    trouble(new Fault.Status(503), ".*", ".*", 0);
    HandTime time = new HandTime(Instant.now());
    long before = requests();
    Run run = run(time, "backup");
    requireEnd(run, ExitCode.REMOTE_UNAVAILABLE, "run this again when Manta answers");
    // Two listings begin side by side; neither is asked for more often than a call may be.
    assertThat(requests() - before).isLessThanOrEqualTo(2 * ATTEMPTS);
    assertThat(time.waited()).isLessThan(Duration.ofMinutes(3));
    troubleIsOver();
    done("backup");
    requireMirror(files());
  }

  @Test
  void aStormOf503ThatBeginsInTheMiddle() {
    trouble(new Fault.Status(503), "PUT", ".*", 6);
    HandTime time = new HandTime(Instant.now());
    long before = requests();
    Run run = run(time, "backup", "--parallel", "2");
    assertThat(run.status())
        .as(run.err())
        .isIn(ExitCode.REMOTE_UNAVAILABLE.status(), ExitCode.PARTIAL.status());
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(time.waited()).isLessThan(PATIENCE);
    assertThat(requests() - before).isLessThan(20 + 40 * ATTEMPTS);
    troubleIsOver();
    done("backup");
    requireMirror(files());
  }

  @Test
  void uploadsThatNeverArriveWhole() {
    trouble(new Fault.Reset(Fault.Reset.Moment.IN_REQUEST_BODY), "PUT", ".*/file0", 0);
    HandTime time = new HandTime(Instant.now());
    long before = requests();
    Run run = run(time, "backup", "--json");
    assertThat(run.status())
        .as(run.err())
        .isIn(ExitCode.REMOTE_UNAVAILABLE.status(), ExitCode.PARTIAL.status());
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(requests() - before).isLessThan(40 + 8 * 3 * ATTEMPTS);
    // No image of which a file is missing has its manifest in the mirror.
    troubleIsOver();
    Map<String, String> published = files();
    loseEverything();
    done("restore");
    assertThat(files()).isEmpty();
    done("restore", "--new-repo");
    published.forEach(this::write);
    done("backup");
    requireMirror(published);
  }

  @Test
  void aClockThatIsTenMinutesOff() {
    for (Duration off : new Duration[] {Duration.ofMinutes(10), Duration.ofMinutes(-10)}) {
      Clock clock = Clock.offset(Clock.systemUTC(), off);
      Run run = CliHarness.run(clock, time -> {}, words("backup", "-y"));
      run.requireFailure(ExitCode.CLOCK, "set this machine's clock");
      assertThat(run.err()).contains(Instant.now().toString().substring(0, 11));
    }
    done("backup");
    requireMirror(files());
  }

  @Test
  void aKeyThatTheAccountDoesNotHave() throws IOException {
    String good = Files.readString(zone.configuration());
    takeAnotherKey();
    long changes = sandbox.manta().stats().mutating();
    run("backup")
        .requireFailure(ExitCode.AUTH_REFUSED, "key id: SHA256:", "key add", "stranger.pub");
    assertThat(sandbox.manta().stats().mutating()).isEqualTo(changes);
    Files.writeString(zone.configuration(), good);
    done("backup");
    requireMirror(files());
  }

  @Test
  void aTreeThatIsMissing() throws IOException {
    done("backup");
    Map<String, String> published = files();
    for (Path tree : new Path[] {zone.manifests(), zone.images()}) {
      Path away = Files.move(tree, tree.resolveSibling("away"));
      long changes = sandbox.manta().stats().mutating();
      run("backup")
          .requireFailure(
              ExitCode.FAILED, tree.toString(), "there is no such directory", "is mounted");
      assertThat(inRun("backup.status")).hasContent("1");
      assertThat(sandbox.manta().stats().mutating()).isEqualTo(changes);
      Files.move(away, tree);
    }
    requireMirror(published);
  }

  @Test
  void aTreeThatIsEmptyBecauseItIsNotMounted() throws IOException {
    done("backup");
    Map<String, String> published = files();
    for (Path tree : new Path[] {zone.manifests(), zone.images()}) {
      Path away = Files.move(tree, tree.resolveSibling("away"));
      Files.createDirectory(tree);
      long changes = sandbox.manta().stats().mutating();
      Run run = run("backup");
      assertThat(run.status())
          .as(run.err())
          .isIn(ExitCode.REFUSED.status(), ExitCode.PARTIAL.status());
      // At most the claim.
      assertThat(sandbox.manta().stats().mutating()).isLessThanOrEqualTo(changes + 1);
      Files.delete(tree);
      Files.move(away, tree);
    }
    requireMirror(published);
  }

  @Test
  void aTreeThatMayNotBeRead() throws IOException {
    assumeTrue(!System.getProperty("user.name").equals("root"), "root may read everything");
    done("backup");
    long changes = sandbox.manta().stats().mutating();
    for (Path tree : new Path[] {zone.manifests(), zone.images()}) {
      Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("---------"));
      try {
        run("backup").requireFailure(ExitCode.FAILED, tree.toString(), "readable");
      } finally {
        Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    assertThat(sandbox.manta().stats().mutating()).isEqualTo(changes);
  }

  @Test
  void anImageThatIsCreatedDuringTheRun() {
    Run run =
        CliHarness.runAnswering(
            () -> image("b0b1b2b3-c4c5-4d6d-8e7e-f8f9fafbfcfd", "born late"), words("backup"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("put 9 manifests, 11 image files").contains("deleted 0");
    requireMirror(files());
  }

  @Test
  void aManifestThatChangesDuringTheRun() throws IOException {
    done("backup");
    Path manifest = aManifest();
    String changed = Files.readString(manifest).replace("\"v\": 2", "\"v\": 3");
    Run run =
        CliHarness.runAnswering(
            () -> write(zone.root().relativize(manifest).toString(), changed), words("backup"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(done("backup", "--json").out()).contains("\"manifests\":1");
    requireMirror(files());
  }

  @Test
  void aManifestThatChangedWithoutChangingItsSize() throws IOException {
    done("backup");
    Path manifest = aManifest();
    String text = Files.readString(manifest);
    var modified = Files.getLastModifiedTime(manifest);
    Files.writeString(manifest, text.replace("\"v\": 2", "\"v\": 3"));
    Files.setLastModifiedTime(manifest, modified);
    assertThat(Files.size(manifest)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    assertThat(done("backup", "--json").out()).contains("\"manifests\":1");
    requireMirror(files());
  }

  @Test
  void aBitThatFlippedInAFileOfAnActivatedImage() throws IOException {
    done("backup");
    Map<String, String> published = files();
    Path file = zone.images().resolve("5f0/5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10/file0");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    long changes = sandbox.manta().stats().mutating();
    Run run = run("backup");
    requireEnd(run, ExitCode.INTEGRITY, "5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10", "file0", "SHA-1");
    // The claim alone.
    assertThat(sandbox.manta().stats().mutating()).isEqualTo(changes + 1);
    assertThat(inRun("backup.status")).hasContent("15");
    requireMirror(published);
  }

  private void image(String uuid, String content) {
    String files = "{\"size\":%d,\"stor\":\"local\"}".formatted(content.length());
    write("data/imgapi/images/" + uuid.substring(0, 3) + "/" + uuid + "/file0", content);
    write(
        "data/imgapi/manifests/" + uuid + ".raw",
        "{\"v\":2,\"uuid\":\"%s\",\"state\":\"active\",\"activated\":true,\"files\":[%s]}"
            .formatted(uuid, files));
  }

  private Path aManifest() {
    return zone.manifests().resolve("a3b1c7d2-44ef-4d0b-8c55-6e2f9a1b3c71.raw");
  }

  private void write(String relative, String content) {
    try {
      Path file = zone.root().resolve(relative);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
