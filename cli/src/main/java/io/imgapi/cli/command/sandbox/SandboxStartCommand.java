/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.output.SandboxText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.process.SandboxControl;
import io.imgapi.sandbox.process.SandboxProcess;
import io.imgapi.sandbox.process.SandboxRecord;
import io.imgapi.sandbox.process.ZoneControl;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a sandbox. */
@Command(
    name = "start",
    header = "Start a sandbox",
    description =
        "Starts a sandbox and says what listens where; returns when every service answers.",
    footer = {
      "",
      "Examples:",
      "  imgapi sandbox start --detach",
      "  imgapi sandbox start --dir /tmp/triton --http --port 8080"
    })
public final class SandboxStartCommand implements Callable<Integer>, Documented {
  private final PrintWriter out;
  private final List<String> program;

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

  /**
   * Takes where to write.
   *
   * @param program how this program is started, for what zones run
   */
  public SandboxStartCommand(PrintWriter out, List<String> program) {
    this.out = out;
    this.program = List.copyOf(program);
  }

  @Override
  public void document(Manual manual) {
    manual.ends(ExitCode.LOCKED, "a sandbox runs in this directory already");
  }

  @Override
  public Integer call() {
    SandboxOptions options = SandboxOptions.inDirectory(sandbox.directory()).withProgram(program);
    options = http ? options.http() : options;
    options = port.isPresent() ? options.withPort(port.get()) : options;
    options = seed.isPresent() ? options.withSeed(seed.get()) : options;
    if (detach) {
      SandboxRecord record =
          SandboxControl.startDetached(options, SandboxControl.javaCommandLine());
      show(record);
      return 0;
    }
    SandboxProcess.run(
        options,
        record -> {
          show(record);
          out.flush();
        });
    return 0;
  }

  private void show(SandboxRecord record) {
    out.print(
        SandboxText.of(sandbox.directory(), record, new ZoneControl(sandbox.directory()).list()));
  }
}
