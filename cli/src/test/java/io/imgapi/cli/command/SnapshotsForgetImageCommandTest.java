/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.SnapshotFixture;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An image can be taken out of all snapshots, and nothing else is. */
class SnapshotsForgetImageCommandTest extends SnapshotFixture {
  private static final String NGINX = "a3b1c7d2-44ef-4d0b-8c55-6e2f9a1b3c71";

  /** The files of the image that is deleted between the second and the third snapshot. */
  private void deleteFiles() throws IOException {
    Path files = zone.images().resolve(DELETED.substring(0, 3)).resolve(DELETED);
    if (Files.isDirectory(files)) {
      try (var each = Files.list(files)) {
        for (Path file : each.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(files);
    }
    done("backup", "-y");
  }

  private long changes() {
    Map<String, Long> requests = sandbox.manta().stats().requests();
    return requests.getOrDefault("DELETE", 0L) + requests.getOrDefault("PUT", 0L);
  }

  private static JsonNode json(Run run) throws IOException {
    return new JsonMapper().readTree(run.out());
  }

  /** What a snapshot brings back, without the image. */
  private Map<String, String> without(Map<String, String> files) {
    Map<String, String> left = new TreeMap<>(files);
    left.keySet().removeIf(path -> path.contains(DELETED));
    return left;
  }

  private void requireForgotten() throws IOException {
    List<String> ids = ids();
    assertThat(done("snapshots").out()).doesNotContain("degraded").doesNotContain("unreadable");
    done("verify", "--read-data");
    for (int i = 0; i < states.size(); i++) {
      Path target = directory.resolve("back-" + i);
      done("restore", "-y", "--at", ids.get(i), "--target", target.toString());
      Map<String, String> back = new TreeMap<>();
      try (var files = Files.walk(target)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          back.put(target.relativize(file).toString(), "");
        }
      }
      assertThat(back.keySet()).noneMatch(path -> path.contains(DELETED));
      assertThat(back).hasSize(without(states.get(i)).size());
    }
  }

  @Test
  void takesAnImageOutOfEverySnapshotAndNothingElse() throws IOException {
    deleteFiles();
    JsonNode plan = json("snapshots", "forget-image", "--dry-run", "--json", DELETED);
    assertThat(plan.path("snapshots")).hasSize(3);
    JsonNode result = json("snapshots", "forget-image", "-y", "--json", DELETED);
    assertThat(result.path("snapshots")).hasSize(3);
    assertThat(result.path("bytes").asLong()).isEqualTo(plan.path("bytes").asLong()).isPositive();
    requireForgotten();
    JsonNode shown = json("snapshots", "--json").path("snapshots");
    assertThat(shown.get(0).path("forgotten").get(0).asText()).isEqualTo(DELETED);
    assertThat(done("snapshots").out()).contains("has forgotten 1 images: " + DELETED);
    assertThat(done("backup", "-y").out()).doesNotContain("snapshot:");
  }

  @Test
  void canBeRunAgain() throws IOException {
    deleteFiles();
    done("snapshots", "forget-image", "-y", DELETED);
    long changes = changes();
    assertThat(done("snapshots", "forget-image", "-y", DELETED).out()).contains("in 0 snapshots");
    // Only who may write is confirmed again.
    assertThat(changes() - changes).isLessThan(4);
  }

  @Test
  void holdsWhatIsListedWhereverItBreaksOffAndGoesOn() throws IOException {
    deleteFiles();
    int broken = 0;
    for (int puts = 0; puts < 60; puts++) {
      // So many changes of snapshots and contents succeed, then Manta refuses the others.
      sandbox
          .manta()
          .faults()
          .add(
              FaultRule.of(new Fault.Status(403))
                  .method("PUT|DELETE")
                  .path(inArea("(snapshots|blobs|images)/.*"))
                  .skip(puts % 3));
      Run run = run("snapshots", "forget-image", "-y", DELETED);
      sandbox.manta().faults().clear();
      assertThat(done("snapshots").out()).doesNotContain("degraded").doesNotContain("unreadable");
      done("verify", "--read-data");
      if (run.status() == 0) {
        break;
      }
      broken++;
    }
    assertThat(broken).isPositive();
    requireForgotten();
  }

  @Test
  void refusesAnImageThatIsHere() throws IOException {
    run("snapshots", "forget-image", "-y", NGINX)
        .requireFailure(ExitCode.REFUSED, "the image is here", "delete it");
    // Its manifest is gone, its files are not.
    run("snapshots", "forget-image", "-y", DELETED).requireFailure(ExitCode.REFUSED, "is here");
    deleteFiles();
    done("snapshots", "forget-image", "-y", DELETED);
  }

  @Test
  void refusesAnImageThatIsInTheMirror() throws IOException {
    deleteFiles();
    Path manifest = zone.manifests().resolve(NGINX + ".raw");
    Path file = zone.images().resolve("a3b/" + NGINX + "/file0");
    Files.delete(manifest);
    Files.delete(file);
    run("snapshots", "forget-image", "-y", NGINX)
        .requireFailure(ExitCode.REFUSED, "still in the mirror", "imgapi backup");
    done("backup", "-y");
    done("snapshots", "forget-image", "-y", NGINX);
    done("verify");
  }

  @Test
  void refusesWhatNoSnapshotHas() {
    run("snapshots", "forget-image", "-y", "00000000-0000-4000-8000-000000000000")
        .requireFailure(ExitCode.FAILED, "no snapshot has that image");
    run("snapshots", "forget-image", "-y", "nginx").requireFailure(ExitCode.USAGE, "nginx");
  }

  @Test
  void changesNothingWhereASnapshotCannotBeRead() throws IOException {
    deleteFiles();
    String id = ids().get(0);
    Path content = Files.writeString(directory.resolve("content"), "no list");
    done("manta", "put", content.toString(), inArea("snapshots/" + id + "/snapshot.jsonl.gz"));
    long changes = changes();
    run("snapshots", "forget-image", "-y", DELETED)
        .requireFailure(ExitCode.INTEGRITY, id, "imgapi snapshots remove " + id);
    assertThat(changes()).isEqualTo(changes);
  }

  @Test
  void keepsAListWhoseArchiveIsDamaged() throws IOException {
    deleteFiles();
    String archive = inArea("snapshots/" + ids().get(0) + "/manifests.tar.gz");
    Path content = directory.resolve("content");
    done("manta", "get", "-o", content.toString(), archive);
    byte[] bytes = Files.readAllBytes(content);
    Files.write(content, Arrays.copyOf(bytes, bytes.length / 2));
    done("manta", "put", content.toString(), archive);
    run("snapshots", "forget-image", "-y", "-q", DELETED)
        .requireFailure(ExitCode.INTEGRITY, ids().get(0), "imgapi verify --repair");
  }

  @Test
  void asksAndTakesNoForAnAnswer() throws IOException {
    deleteFiles();
    long changes = changes();
    Run run = typing("n\n", "snapshots", "forget-image", DELETED);
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("Forget it for good?");
    assertThat(changes()).isEqualTo(changes);
  }

  @Test
  void noLongerWaitsForAnImageThatARestoreLeftOut() throws IOException {
    // As after restore --skip-missing: not here, recorded, and still in the mirror.
    Files.delete(zone.manifests().resolve(NGINX + ".raw"));
    Files.delete(zone.images().resolve("a3b/" + NGINX + "/file0"));
    Path record = zone.root().resolve("data/imgapi/run/restored.json");
    Files.writeString(
        record,
        Files.readString(record)
            .replaceAll("\"withheld\" : \\[[^]]*]", "\"withheld\" : [ \"" + NGINX + "\" ]"));
    run("backup", "-y");
    assertThat(json(run("snapshots", "forget-image", "-y", "--json", NGINX)).path("backupNeeded"))
        .isEqualTo(BooleanNode.TRUE);
    assertThat(Files.readString(record)).doesNotContain(NGINX);
    done("backup", "-y");
    done("snapshots", "forget-image", "-y", NGINX);
    done("verify");
  }
}
