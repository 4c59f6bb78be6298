/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.Mirrored;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restore against a real Manta over HTTP. */
class RestoreCommandTest {
  @TempDir Path directory;
  private Sandbox sandbox;
  private Zone zone;
  private Map<String, String> published;

  @BeforeEach
  void backUpAndLose() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
    zone = sandbox.zones().create("images0");
    assertThat(run("restore", "-y", "--new-repo").status()).isZero();
    SampleImages.publishInto(zone.root());
    published = files();
    assertThat(run("backup", "-y").status()).isZero();
    Mirrored.lose(zone.root());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private Run run(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = args[0];
    all[1] = "--root";
    all[2] = zone.root().toString();
    System.arraycopy(args, 1, all, 3, args.length - 1);
    return CliHarness.run(all);
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path tree : new Path[] {zone.manifests(), zone.images()}) {
      try (var all = Files.walk(tree)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          files.put(
              zone.root().relativize(file).toString(),
              Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
      }
    }
    return files;
  }

  private void trouble(Fault fault, int times) {
    sandbox
        .manta()
        .faults()
        .add(FaultRule.of(fault).method("GET").path(".*/backup/.*/.*").times(times));
  }

  @Test
  void bringsEverythingBack() throws IOException {
    Run restored = run("restore", "-y");
    assertThat(restored.status()).as(restored.err()).isZero();
    assertThat(restored.out()).contains("placed 8 manifests, 10 image files");
    assertThat(files()).isEqualTo(published);
  }

  @Test
  void aFlippedByteAndATruncatedBodyAreOutlastedOrNamedAndLeaveNothingWrong() throws IOException {
    trouble(new Fault.FlippedResponse(), 2);
    trouble(new Fault.TruncatedResponse(), 3);
    Run troubled = run("restore", "-y", "--parallel", "2");
    assertThat(troubled.status())
        .as(troubled.err())
        .isIn(ExitCode.OK.status(), ExitCode.INTEGRITY.status());
    assertThat(troubled.err()).doesNotContain("\tat ");
    sandbox.manta().faults().clear();
    assertThat(run("restore", "-y").status()).isZero();
    assertThat(files()).isEqualTo(published);
  }

  @Test
  void anAbsentBackupAsksForNewRepo() {
    Zone other = sandbox.zones().create("images1");
    Run absent = CliHarness.run("restore", "-y", "--root", other.root().toString());
    assertThat(absent.status()).isEqualTo(ExitCode.NOT_SET_UP.status());
    assertThat(absent.err()).contains("--new-repo");
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    Run dry = run("restore", "--dry-run", "--json");
    assertThat(dry.status()).as(dry.err()).isZero();
    assertThat(dry.out()).contains("\"manifests\":8").contains("\"files\":10");
    assertThat(zone.manifests()).doesNotExist();
  }

  @Test
  void anUnknownRateIsABadCommandLine() {
    assertThat(run("restore", "-y", "--limit-rate", "fast").status())
        .isEqualTo(ExitCode.USAGE.status());
  }

  @Nested
  class BadInput extends BadInstanceInput {
    BadInput() {
      super("restore");
    }

    @Override
    Sandbox sandbox() {
      return sandbox;
    }

    @Override
    Zone zone() {
      return zone;
    }
  }
}
