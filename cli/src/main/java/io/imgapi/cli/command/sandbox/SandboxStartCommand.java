/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import io.imgapi.cli.output.SandboxText;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.process.SandboxControl;
import io.imgapi.sandbox.process.SandboxProcess;
import io.imgapi.sandbox.process.SandboxRecord;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a sandbox. */
@Command(
    name = "start",
    description =
        "Starts a sandbox and says what listens where; returns when every service answers.",
    footer = {
      "",
      "Examples:",
      "  imgapi sandbox start --detach",
      "  imgapi sandbox start --dir /tmp/triton --http --port 8080"
    })
public final class SandboxStartCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private SandboxOptionsMixin sandbox;

  @Option(names = "--detach", description = "Leave it running and return.")
  private boolean detach;

  @Option(names = "--http", description = "Plain HTTP instead of HTTPS.")
  private boolean http;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of Manta (default: a free one).")
  private Optional<Integer> port;

  @Option(names = "--seed", paramLabel = "N", description = "Makes a run with faults repeatable.")
  private Optional<Long> seed;

  public SandboxStartCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    SandboxOptions options = SandboxOptions.inDirectory(sandbox.directory());
    options = http ? options.http() : options;
    options = port.isPresent() ? options.withPort(port.get()) : options;
    options = seed.isPresent() ? options.withSeed(seed.get()) : options;
    if (detach) {
      SandboxRecord record =
          SandboxControl.startDetached(options, SandboxControl.javaCommandLine());
      out.print(SandboxText.of(sandbox.directory(), record));
      return 0;
    }
    SandboxProcess.run(
        options,
        record -> {
          out.print(SandboxText.of(sandbox.directory(), record));
          out.flush();
        });
    return 0;
  }
}
