/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs that the original tools call, from npm: manta-sync, and node-manta's own. */
public final class MantaSync {
  /** Names the directory of the modules. */
  public static final String VARIABLE = "IMGAPI_INTEROP_NODE";

  private final Sandbox sandbox;

  public MantaSync(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Runs manta-sync, which must succeed. */
  public void sync(String... words) throws IOException, InterruptedException {
    require(start("manta-sync/manta-sync", words));
  }

  /** Runs one of node-manta's programs, which must succeed. */
  public void manta(String program, String... words) throws IOException, InterruptedException {
    require(start("manta/bin/" + program, words));
  }

  /** What the original's backup does. */
  public void backup(Path images, Path manifests, String area)
      throws IOException, InterruptedException {
    sync("--delete", images.toString(), area + "/images");
    sync("--delete", manifests.toString(), area + "/manifests");
  }

  /** What the original's restore does. */
  public void restore(String area, Path images, Path manifests)
      throws IOException, InterruptedException {
    sync("-r", area + "/images", images.toString());
    sync("-r", area + "/manifests", manifests.toString());
  }

  private Process start(String program, String... words) throws IOException {
    Path modules = Path.of(System.getenv(VARIABLE));
    List<String> command = new ArrayList<>(List.of("node", modules.resolve(program).toString()));
    command.addAll(List.of(words));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().put("HOME", sandbox.operator().home().toString());
    process.environment().put("MANTA_URL", sandbox.manta().url().toString());
    process.environment().put("MANTA_USER", sandbox.operator().account());
    process.environment().put("MANTA_KEY_ID", sandbox.operator().keyId());
    process.environment().remove("SSH_AUTH_SOCK");
    return process.start();
  }

  private static void require(Process run) throws IOException, InterruptedException {
    String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(run.waitFor()).as(output).isZero();
  }
}
