/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.demo.Demo;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.zone.SampleImages;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Old and new tools mix: the original's manta-sync and ours read what the other wrote. */
@Tag("interop")
@EnabledIfEnvironmentVariable(
    named = "IMGAPI_INTEROP_NODE",
    matches = ".+",
    disabledReason = "needs manta-sync from npm")
class MantaSyncInteropTest {
  @TempDir Path directory;
  private Sandbox sandbox;
  private Zone zone;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
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

  private void mantaSync(String... words) throws Exception {
    Path modules = Path.of(System.getenv("IMGAPI_INTEROP_NODE"));
    List<String> command = new java.util.ArrayList<>();
    command.addAll(List.of("node", modules.resolve("manta-sync/manta-sync").toString()));
    command.addAll(List.of(words));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().put("HOME", sandbox.operator().home().toString());
    process.environment().put("MANTA_URL", sandbox.manta().url().toString());
    process.environment().put("MANTA_USER", sandbox.operator().account());
    process.environment().put("MANTA_KEY_ID", sandbox.operator().keyId());
    process.environment().remove("SSH_AUTH_SOCK");
    Process run = process.start();
    String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).as(output).isZero();
  }

  private static Map<String, String> files(Path... trees) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (Path tree : trees) {
      try (var all = Files.walk(tree)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          files.put(
              tree.getFileName() + "/" + tree.relativize(file),
              Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return files;
  }

  @Test
  void whatMantaSyncBackedUpImgapiRestores() throws Exception {
    SampleImages.publishInto(zone.root());
    Map<String, String> published = files(zone.manifests(), zone.images());
    String backup = zone.mantaDirectory() + "/backup";
    mantaSync("--delete", zone.images().toString(), backup + "/images");
    mantaSync("--delete", zone.manifests().toString(), backup + "/manifests");
    Demo.delete(zone.manifests());
    Demo.delete(zone.images());
    imgapi("restore");
    assertThat(files(zone.manifests(), zone.images())).isEqualTo(published);
  }

  @Test
  void whatImgapiBackedUpMantaSyncRestores() throws Exception {
    imgapi("restore", "--new-repo");
    SampleImages.publishInto(zone.root());
    imgapi("backup");
    Path manifests = Files.createDirectories(directory.resolve("back/manifests"));
    Path images = Files.createDirectories(directory.resolve("back/images"));
    String backup = zone.mantaDirectory() + "/backup";
    mantaSync("-r", backup + "/images", images.toString());
    mantaSync("-r", backup + "/manifests", manifests.toString());
    assertThat(files(manifests, images)).isEqualTo(files(zone.manifests(), zone.images()));
  }
}
