/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.MantaSync;
import io.imgapi.cli.Mirrored;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** {@link OldTools}, on which scenarios rely, does what the real manta-sync does. */
@Tag("interop")
@EnabledIfEnvironmentVariable(
    named = MantaSync.VARIABLE,
    matches = ".+",
    disabledReason = "needs manta-sync from npm")
class OldToolsInteropTest {
  private static final String SAMPLE = "a3b1c7d2-44ef-4d0b-8c55-6e2f9a1b3c71";
  @TempDir Path directory;
  private Sandbox sandbox;
  private MantaSync real;
  private Zone theirs;
  private Zone played;
  private OldTools old;

  @BeforeEach
  void publish() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
    real = new MantaSync(sandbox);
    theirs = sandbox.zones().create("theirs");
    played = sandbox.zones().create("played");
    old = new OldTools(played, Clock.systemUTC());
    old.restore();
    SampleImages.publishInto(theirs.root());
    SampleImages.publishInto(played.root());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void backupBoth() throws Exception {
    real.backup(theirs.images(), theirs.manifests(), theirs.mantaDirectory() + "/backup");
    old.backup();
    assertThat(mirror(played)).isEqualTo(mirror(theirs));
  }

  private static Map<String, String> mirror(Zone zone) throws IOException {
    return new Mirrored(zone).remote();
  }

  private interface Change {
    void in(Zone zone) throws IOException;
  }

  private void inBoth(Change change) throws IOException {
    change.in(theirs);
    change.in(played);
  }

  @Test
  void itBacksUpWhatTheRealOneBacksUp() throws Exception {
    backupBoth();
    assertThat(mirror(theirs)).isEqualTo(new Mirrored(theirs).local());
    inBoth(zone -> new Image(zone, SAMPLE).delete());
    backupBoth();
    inBoth(
        zone -> {
          // The same size: neither notices.
          Path manifest = new Image(zone, "5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10").manifest();
          Files.writeString(manifest, Files.readString(manifest).replace("\"v\": 2", "\"v\": 3"));
          Files.writeString(zone.images().resolve("file.leftover"), "part");
        });
    backupBoth();
    assertThat(mirror(theirs)).isNotEqualTo(new Mirrored(theirs).local());
    inBoth(
        zone -> {
          try (var manifests = Files.list(zone.manifests())) {
            for (Path manifest : manifests.toList()) {
              Files.delete(manifest);
            }
          }
        });
    // Nothing found: neither deletes.
    backupBoth();
    assertThat(mirror(theirs).keySet()).anyMatch(path -> path.endsWith(".raw"));
  }

  @Test
  void itRestoresWhatTheRealOneRestores() throws Exception {
    backupBoth();
    inBoth(
        zone -> {
          Path file = new Image(zone, SAMPLE).files().resolve("file0");
          byte[] bytes = Files.readAllBytes(file);
          bytes[0] ^= 1;
          Files.write(file, bytes);
          Files.writeString(new Image(zone, SAMPLE).manifest(), "{}");
          Files.writeString(zone.images().resolve("extra"), "stays");
          Files.delete(new Image(zone, "5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10").manifest());
        });
    real.restore(theirs.mantaDirectory() + "/backup", theirs.images(), theirs.manifests());
    old.restore();
    assertThat(new Mirrored(played).local()).isEqualTo(new Mirrored(theirs).local());
  }
}
