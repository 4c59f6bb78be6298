/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.account.OperatorKeyFiles;
import io.imgapi.sandbox.account.SshPublicKey;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An instance with images, restored once, and a Manta to trouble. */
public abstract class TroubledInstance {
  /** One call may be repeated so often. */
  protected static final int ATTEMPTS = 8;

  /** When a run that meets a dead store ends, and the last calls' own patience. */
  protected static final Duration PATIENCE = Duration.ofMinutes(7);

  @TempDir protected Path directory;
  protected Sandbox sandbox;
  protected Zone zone;

  @BeforeEach
  void layOut() {
    startManta();
    zone = sandbox.zones().create("images0");
    done("restore", "--new-repo");
    SampleImages.publishInto(zone.root());
  }

  @AfterEach
  void stopManta() {
    if (sandbox != null) {
      sandbox.close();
      sandbox = null;
    }
  }

  protected void startManta() {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
  }

  protected void mantaGoesAway() {
    stopManta();
  }

  protected String[] words(String command, String... more) {
    String[] all = new String[more.length + 3];
    all[0] = command;
    all[1] = "--root";
    all[2] = zone.root().toString();
    System.arraycopy(more, 0, all, 3, more.length);
    return all;
  }

  /** Runs a command with time that passes only while somebody waits. */
  protected Run run(HandTime time, String command, String... more) {
    String[] all = new String[more.length + 1];
    all[0] = "-y";
    System.arraycopy(more, 0, all, 1, more.length);
    return CliHarness.run(time, time, words(command, all));
  }

  protected Run run(String command, String... more) {
    return run(new HandTime(Instant.now()), command, more);
  }

  /** Runs a command that must succeed. */
  protected Run done(String command, String... more) {
    Run run = run(command, more);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  protected void trouble(Fault fault, String method, String path, int skip) {
    sandbox.manta().faults().add(FaultRule.of(fault).method(method).path(path).skip(skip));
  }

  protected void troubleIsOver() {
    sandbox.manta().faults().clear();
  }

  protected long requests() {
    return sandbox.manta().stats().requests().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Both trees, without what a restore has laid ready. */
  protected Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    for (Path tree : new Path[] {zone.manifests(), zone.images()}) {
      if (Files.exists(tree)) {
        collect(tree, files);
      }
    }
    return files;
  }

  private void collect(Path tree, Map<String, String> files) {
    try (var all = Files.walk(tree)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            zone.root().relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  protected Path inRun(String name) {
    return zone.root().resolve("data/imgapi/run").resolve(name);
  }

  protected void loseEverything() {
    Mirrored.lose(zone.root());
  }

  /** Requires that the mirror holds exactly {@code expected}, by bringing it back. */
  protected void requireMirror(Map<String, String> expected) {
    loseEverything();
    done("restore");
    assertThat(files()).isEqualTo(expected);
  }

  /** Gives the instance a good key that its account in Manta does not have. */
  protected void takeAnotherKey() throws IOException {
    Path key = zone.root().resolve("data/imgapi/etc/stranger");
    SshPublicKey stranger = OperatorKeyFiles.createEcdsa(key, "stranger");
    configure("key", "/data/imgapi/etc/stranger");
    configure("keyId", stranger.sha256());
  }

  protected void configure(String key, String value) throws IOException {
    String config = Files.readString(zone.configuration());
    Files.writeString(
        zone.configuration(),
        config.replaceAll(
            "\"" + key + "\"\\s*:\\s*\"[^\"]*\"", "\"" + key + "\": \"" + value + "\""));
  }

  /** An end that is orderly: this status, these words, no trace; data may have been printed. */
  protected static void requireEnd(Run run, ExitCode code, String... said) {
    assertThat(run.status()).as(run.err()).isEqualTo(code.status());
    assertThat(run.err()).contains(said).doesNotContain("\tat ");
  }
}
