/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.Console;
import io.imgapi.core.configedit.Assignment;
import io.imgapi.core.configedit.ChangeConfig;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets keys of the configuration. */
@Command(
    name = "set",
    header = "Set keys of the configuration",
    description = {
      "Sets keys of the configuration file and restarts the service with it. If the service does"
          + " not come up, the previous configuration is put back.",
      "A KEY is dotted. The value of a key that is a text (serverName, manta.url, ...) is taken as"
          + " it stands; of any other key it is JSON: a number, true, false, a list. A key that the"
          + " service does not know gets JSON where the value is that, else a text.",
      "KEY= removes a key, so that the default holds. Secrets are not taken from a command line."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi config set port=8081 serverName='images of the west'",
      "  imgapi config set -n manta.insecure=true",
      "  imgapi config set -y 'storageTypes=[\"manta\", \"local\"]'",
      "  imgapi config set --unset serverName"
    })
public final class ConfigSetCommand implements Callable<Integer>, Documented {
  private final UseCases useCases;
  private final Console console;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;
  @Mixin private ConfigChangeOptions options;

  @Option(names = "--unset", paramLabel = "KEY", description = "Remove a key. May be repeated.")
  private List<String> unset = new ArrayList<>();

  @Parameters(arity = "0..*", paramLabel = "KEY=VALUE", description = "What to set, in order.")
  private List<String> words = new ArrayList<>();

  public ConfigSetCommand(UseCases useCases, Console console, PrintWriter out) {
    this.useCases = useCases;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.CONFIG, Place.PREVIOUS_CONFIG, Place.CONFIG_LOCK, Place.ROTATION_JOURNAL)
        .ends(
            ExitCode.FAILED,
            "it failed; where the service did not come up, the previous configuration is back")
        .ends(
            ExitCode.LOCKED,
            "the configuration is being changed by somebody else, or the key is being switched")
        .files(Place.RESTORE_JOURNAL)
        .ends(ExitCode.NOT_SET_UP, "a restore was begun here and is not finished")
        .ends(ExitCode.CONFIG_INVALID, "the service would not start with it; nothing was changed");
  }

  @Override
  public Integer call() {
    List<Assignment> assignments = new ArrayList<>();
    unset.forEach(key -> assignments.add(Assignment.unset(key)));
    words.forEach(word -> assignments.add(Assignment.parse(word)));
    if (assignments.isEmpty()) {
      throw ImgapiException.of(ExitCode.USAGE, "nothing is to be set")
          .remedy(
              "for example: imgapi config set port=8080; the value of a key that is called set is"
                  + " shown by: imgapi config -- set");
    }
    ChangeConfig.Prepared change =
        useCases.changeConfig(instance.layout()).prepare(instance.configFile(), assignments);
    options.carryOut(change, "imgapi config", console, out);
    return 0;
  }
}
