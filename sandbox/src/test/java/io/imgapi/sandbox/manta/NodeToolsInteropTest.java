/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real Node tools work against the sandbox. Runs where IMGAPI_INTEROP_NODE names a {@code
 * node_modules} directory with manta and manta-sync.
 */
@Tag("interop")
class NodeToolsInteropTest {

  @ParameterizedTest(name = "https: {0}")
  @ValueSource(booleans = {false, true})
  @EnabledIfEnvironmentVariable(
      named = "IMGAPI_INTEROP_NODE",
      matches = ".+",
      disabledReason = "needs manta and manta-sync from npm")
  void everyToolWorks(boolean https, @TempDir Path directory) throws Exception {
    SandboxOptions options = SandboxOptions.inDirectory(directory);
    try (Sandbox sandbox = Sandbox.start(https ? options : options.http())) {
      ProcessBuilder script =
          new ProcessBuilder("src/test/interop/node-tools.sh", System.getenv("IMGAPI_INTEROP_NODE"))
              .redirectErrorStream(true);
      Map<String, String> environment = script.environment();
      environment.put("HOME", sandbox.operator().home().toString());
      environment.put("MANTA_URL", sandbox.manta().url().toString());
      environment.put("MANTA_USER", sandbox.operator().account());
      environment.put("MANTA_KEY_ID", sandbox.operator().keyId());
      if (https) {
        environment.put("MANTA_TLS_INSECURE", "1");
      }
      Process process = script.start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
    }
  }
}
