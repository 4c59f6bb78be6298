/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.ThisProgram;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.triton.TritonSandbox;
import io.imgapi.sandbox.triton.TritonSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A whole small data centre on loopback, for one test class. */
record DatacenterFixture(Path directory, Sandbox sandbox, TritonSandbox triton) {

  static DatacenterFixture start() throws IOException {
    return start(TritonSettings.withStep(Duration.ofMillis(1)));
  }

  static DatacenterFixture start(TritonSettings settings) throws IOException {
    Path directory = Files.createTempDirectory("imgapi-datacenter");
    Sandbox sandbox =
        Sandbox.start(SandboxOptions.inDirectory(directory).withProgram(ThisProgram.commandLine()));
    return new DatacenterFixture(directory, sandbox, TritonSandbox.start(sandbox, settings));
  }

  void stop() throws IOException {
    triton.close();
    sandbox.close();
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  void heal() {
    TritonSandbox.SERVICES.forEach(service -> triton.faults(service).clear());
  }

  Run run(String... words) {
    return world().run(words);
  }

  CliHarness.World world() {
    return CliHarness.World.bare()
        .with(
            Map.of(
                "HOME", directory.resolve("person").toString(),
                "IMGAPI_SAPI_URL", triton.url("sapi").toString(),
                "IMGAPI_UPDATES_URL", triton.url("updates").toString(),
                "IMGAPI_UPDATES_INSECURE", "true",
                "IMGAPI_CLOUDAPI_URL", triton.url("cloudapi").toString(),
                "IMGAPI_CLOUDAPI_INSECURE", "true"));
  }

  /** Every request that may have changed something. */
  List<String> changes() {
    return Stream.of("sapi", "vmapi", "imgapi")
        .flatMap(service -> triton.requests(service).stream())
        .filter(request -> !request.startsWith("GET "))
        .toList();
  }
}
