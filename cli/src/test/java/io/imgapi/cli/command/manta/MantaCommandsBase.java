/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.zone.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A Manta of its own, an instance with credentials, and somebody who types. */
abstract class MantaCommandsBase {
  static final String STOR = "~~/stor";
  @TempDir Path directory;
  Sandbox sandbox;
  Zone zone;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory.resolve("triton")).http());
    zone = sandbox.zones().create("images0");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  Run manta(String verb, String... args) {
    List<String> words = new ArrayList<>(List.of("manta", verb, "--root", zone.root().toString()));
    words.addAll(List.of(args));
    return CliHarness.run(words.toArray(String[]::new));
  }

  Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  void plant(String path, String content) throws IOException {
    Run put = manta("put", "-p", file("planted", content).toString(), path);
    assertThat(put.status()).as(put.err()).isZero();
  }

  void trouble(Fault fault, String method, int times) {
    sandbox.manta().faults().add(FaultRule.of(fault).method(method).times(times));
  }
}
