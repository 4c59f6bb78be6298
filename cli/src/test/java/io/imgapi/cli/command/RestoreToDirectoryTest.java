/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.SnapshotFixture;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code imgapi restore --target}: a state comes to a directory, and nothing else is touched. */
class RestoreToDirectoryTest extends SnapshotFixture {

  private Path target() {
    return directory.resolve("elsewhere");
  }

  private Map<String, String> there() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (var all = Files.walk(target())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            target().relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private Run toTarget(String... words) {
    String[] all = new String[words.length + 4];
    System.arraycopy(new String[] {"restore", "-y", "--target", target().toString()}, 0, all, 0, 4);
    System.arraycopy(words, 0, all, 4, words.length);
    return run(all);
  }

  private long changes() {
    Map<String, Long> requests = sandbox.manta().stats().requests();
    return requests.entrySet().stream()
        .filter(e -> !e.getKey().equals("GET") && !e.getKey().equals("HEAD"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void bringsASnapshotAndChangesNeitherMantaNorTheInstance() throws IOException {
    long before = changes();
    Run run = toTarget("--at", ids().get(0));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(there()).isEqualTo(states.get(0));
    assertThat(local()).isEqualTo(states.get(2));
    assertThat(changes()).isEqualTo(before);
    done("backup", "-y");
  }

  @Test
  void bringsTheMirrorEvenToAnInstanceThatDoesNotOwnIt() throws IOException {
    io.imgapi.cli.demo.Demo.delete(zone.root().resolve("data/imgapi/run"));
    Run run = toTarget();
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(there()).containsEntry("images/note", "second note");
    assertThat(zone.root().resolve("data/imgapi/run/restored.marker")).doesNotExist();
  }

  @Test
  void replacesOnlyWhenAskedAndKeepsWhatWasThere() throws IOException {
    Files.createDirectories(target().resolve("images"));
    Files.writeString(target().resolve("images/note"), "of mine");
    Files.writeString(target().resolve("images/other"), "stays");
    assertThat(toTarget("--at", "latest").status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(there()).hasSize(2);
    assertThat(toTarget("--at", "latest", "--replace").status()).isZero();
    assertThat(there())
        .containsAllEntriesOf(states.get(2))
        .containsEntry("images/other", "stays")
        .containsValue("of mine");
  }

  @Test
  void bringsOneImage() throws IOException {
    assertThat(toTarget("--only", DELETED, "--at", ids().get(0)).status()).isZero();
    assertThat(there().keySet())
        .containsExactly("images/5f0/" + DELETED + "/file0", "manifests/" + DELETED + ".raw");
  }

  @Test
  void aDryRunMakesNothing() {
    assertThat(toTarget("-n").status()).isZero();
    assertThat(target()).doesNotExist();
  }

  @Test
  void theInstancesOwnDataIsNoTarget() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), zone.images());
    for (Path own :
        new Path[] {zone.root().resolve("data/imgapi"), zone.images().resolve("below"), link}) {
      run("restore", "-y", "--target", own.toString())
          .requireFailure(ExitCode.USAGE, "this instance's own data");
    }
    assertThat(local()).isEqualTo(states.get(2));
  }

  @Test
  void imagesWhoseFilesTheServiceKeepsInMantaAreNamedWhereThoseAreGone() throws IOException {
    String uuid = "d0d0d0d0-0000-4000-8000-000000000001";
    String file = zone.mantaDirectory() + "/images/d0d/" + uuid + "/file0";
    Files.writeString(
        zone.manifests().resolve(uuid + ".raw"),
        "{\"v\": 2, \"uuid\": \"%s\", \"activated\": true, \"files\": [{\"sha1\": \"%s\","
                .formatted(uuid, "a".repeat(40))
            + " \"size\": 3, \"stor\": \"manta\"}]}");
    done("manta", "put", "-p", Files.writeString(directory.resolve("c"), "abc").toString(), file);
    done("backup", "-y");
    assertThat(toTarget("-n").out()).doesNotContain("gone in Manta");
    done("manta", "rm", "-y", file);
    assertThat(toTarget("-n").out())
        .contains("gone in Manta:     1 image files that the service keeps there itself")
        .contains(uuid + "/file0");
    done("restore", "-y");
  }

  @Test
  void aFileIsNoTarget() throws IOException {
    Files.writeString(target(), "a file");
    Run run = toTarget();
    assertThat(run.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(run.err()).contains("elsewhere").doesNotContain("\tat ");
  }

  @Test
  void nothingIsTakenOverForIt() {
    assertThat(toTarget("--take-over", "images0").status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(toTarget("--new-repo").status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(toTarget("--abort").status()).isEqualTo(ExitCode.USAGE.status());
  }
}
