/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.ShellText;
import io.imgapi.core.config.MantaEnvironment;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints how Manta's own tools find the instance's Manta. */
@Command(
    name = "manta-env",
    header = "Point Manta's own tools at the instance's Manta",
    description = {
      "Prints the export lines by which Manta's own tools use the instance's Manta; nothing where"
          + " the instance has none.",
      "Values are quoted for the shell."
    },
    footer = {
      "",
      "Examples:",
      "  eval \"$(imgapi manta-env)\"",
      "  imgapi manta-env --quiet    # as root's login shell does it"
    })
public final class MantaEnvCommand implements Callable<Integer>, Documented {
  private final MantaEnvironment mantaEnvironment;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing where there is no configuration yet, and end with 0.")
  private boolean quiet;

  @Option(names = "--json", description = "The variables, or the failure, as one JSON document.")
  private boolean json;

  public MantaEnvCommand(MantaEnvironment mantaEnvironment, PrintWriter out) {
    this.mantaEnvironment = mantaEnvironment;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.CONFIG)
        .ends(ExitCode.CONFIG_INVALID, "the configuration is wrong or not there")
        .related("manta");
  }

  @Override
  public Integer call() {
    Map<String, String> variables = mantaEnvironment.variables(instance.configFile(), quiet);
    out.print(json ? ShellText.json(variables) : ShellText.exports(variables));
    return 0;
  }
}
