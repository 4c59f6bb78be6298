/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances and one backup area, as it happens to operators. */
class OwnershipScenarioTest {
  @TempDir Path directory;
  private Sandbox sandbox;
  private Zone old;
  private Zone fresh;
  private Map<String, String> published;

  @BeforeEach
  void backUpTheOldInstance() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
    old = sandbox.zones().create("images0");
    fresh = sandbox.zones().create("images1");
    done(old, "restore", "-y", "--new-repo");
    SampleImages.publishInto(old.root());
    done(old, "backup", "-y");
    published = new Mirrored(old).local();
    useTheAreaOfTheOldOne();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void useTheAreaOfTheOldOne() throws IOException {
    JsonMapper json = new JsonMapper();
    ObjectNode config = (ObjectNode) json.readTree(Files.readAllBytes(fresh.configuration()));
    ((ObjectNode) config.get("manta")).put("baseDir", "images0");
    Files.write(fresh.configuration(), json.writeValueAsBytes(config));
  }

  private static Run run(Zone zone, String... words) {
    String[] all =
        Stream.concat(Stream.of(words), Stream.of("--root", zone.root().toString()))
            .toArray(String[]::new);
    return CliHarness.run(all);
  }

  private static void done(Zone zone, String... words) {
    Run run = run(zone, words);
    assertThat(run.status()).as(run.err()).isZero();
  }

  @Test
  void disasterRecoveryWithTheOldInstanceDead() throws IOException {
    run(fresh, "restore", "-y").requireFailure(ExitCode.NOT_OWNER, "--take-over=images0");
    assertThat(new Mirrored(fresh).local()).isEmpty();
    done(fresh, "restore", "-y", "--take-over", "images0");
    assertThat(new Mirrored(fresh).local()).isEqualTo(published);
    done(fresh, "backup", "-y");
    assertThat(new Mirrored(old).remote()).isEqualTo(published);
  }

  @Test
  void theOldInstanceComesBackAlive() throws IOException {
    done(fresh, "restore", "-y", "--take-over", "images0");
    done(fresh, "backup", "-y");
    Files.delete(old.manifests().resolve("5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10.raw"));
    for (String command : new String[] {"backup", "restore"}) {
      run(old, command, "-y")
          .requireFailure(ExitCode.NOT_OWNER, "belongs to another instance", "images1");
    }
    assertThat(new Mirrored(old).remote()).isEqualTo(published);
    done(fresh, "backup", "-y");
  }

  @Test
  void dataSetRolledBack() throws IOException {
    rollBackBehindABackup();
    run(old, "backup", "-y")
        .requireFailure(ExitCode.REFUSED, "rolled-back-source", "--local-is-truth");
    assertThat(new Mirrored(old).remote()).containsKey("images/later");
    done(old, "restore", "-y");
    assertThat(new Mirrored(old).local()).containsKey("images/later");
    done(old, "backup", "-y");
  }

  @Test
  void dataSetRolledBackAndThatIsMeant() throws IOException {
    rollBackBehindABackup();
    done(old, "backup", "-y", "--local-is-truth");
    assertThat(new Mirrored(old).remote()).isEqualTo(published);
  }

  @Test
  void ownerRecordCorrupt() throws IOException {
    Path content = Files.writeString(directory.resolve("content"), "{ not json");
    String record = old.mantaDirectory() + "/backup/owner.json";
    done(old, "manta", "put", content.toString(), record);
    for (String command : new String[] {"backup", "restore"}) {
      run(old, command, "-y")
          .requireFailure(ExitCode.NOT_OWNER, "owner-record-damaged", "--take-over=unknown");
    }
    done(old, "backup", "-y", "--take-over", "unknown");
    done(old, "backup", "-y");
  }

  private void rollBackBehindABackup() throws IOException {
    Path snapshot = directory.resolve("snapshot");
    copy(old.root().resolve("data"), snapshot);
    Files.writeString(old.images().resolve("later"), "written after the snapshot");
    done(old, "backup", "-y");
    copy(snapshot, old.root().resolve("data"));
    Files.delete(old.images().resolve("later"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(
              file,
              target,
              StandardCopyOption.REPLACE_EXISTING,
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
