/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.ConfigText;
import io.imgapi.core.config.InspectConfig;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and checks the configuration. */
@Command(
    name = "config",
    header = "Show and check the configuration",
    description = {
      "Shows the configuration as the service sees it: defaults, the file over them, and what is"
          + " computed from both.",
      "A KEY is dotted. Text is printed raw, everything else as JSON. A key that is called set or"
          + " edit stands behind two dashes."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi config                 # all of it",
      "  imgapi config manta.rootDir   # one value",
      "  imgapi config --check         # nothing where it is right",
      "  imgapi config --origin        # where each value comes from",
      "  imgapi config set serverName=images",
      "  imgapi config edit",
      "  imgapi config -- set          # a key that is called set"
    })
public final class ConfigCommand implements Callable<Integer>, Documented {
  private final InspectConfig inspect;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;

  @ArgGroup private Question question;

  @Parameters(arity = "0..1", paramLabel = "KEY", description = "The key whose value is wanted.")
  private Optional<String> key;

  /** What is asked instead of a value. */
  private static final class Question {
    @Option(names = "--check", description = "Check everything and show nothing but faults.")
    private boolean check;

    @Option(names = "--origin", description = "Say of each value where it comes from.")
    private boolean origin;
  }

  public ConfigCommand(InspectConfig inspect, PrintWriter out) {
    this.inspect = inspect;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.CONFIG)
        .ends(ExitCode.FAILED, "there is no such KEY, or it failed")
        .ends(ExitCode.CONFIG_INVALID, "the configuration cannot be read, or cannot be right")
        .related("gen-config");
  }

  @Override
  public Integer call() {
    if (question != null && question.check) {
      out.print(ConfigText.of(inspect.check(instance.configFile())));
    } else if (question != null && question.origin) {
      out.print(ConfigText.of(inspect.origins(instance.configFile())));
    } else {
      out.print(ConfigText.of(inspect.show(instance.configFile(), key)));
    }
    return 0;
  }
}
