/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.output.Console;
import io.imgapi.core.configedit.EditConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has the configuration edited. */
@Command(
    name = "edit",
    description = {
      "Opens a private copy of the configuration file in $VISUAL, $EDITOR or vi. What comes back is"
          + " judged, shown and put in place as by: imgapi config set.",
      "Text that the service would not start with can be edited further, or is kept."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi config edit",
      "  VISUAL=nano imgapi config edit",
      "  imgapi config edit --dry-run"
    })
public final class ConfigEditCommand implements Callable<Integer> {
  private static final String NAME = "imgapi config edit";
  private final UseCases useCases;
  private final Console console;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;
  @Mixin private ConfigChangeOptions options;

  public ConfigEditCommand(UseCases useCases, Console console, PrintWriter out) {
    this.useCases = useCases;
    this.console = console;
    this.out = out;
  }

  @Override
  public Integer call() {
    console.requireTerminal("imgapi config set KEY=VALUE");
    try (EditConfig.Edited edited =
        useCases
            .editConfig(instance.layout())
            .edit(instance.configFile(), wrong -> console.confirm(NAME, wrong, "Go on editing?"))) {
      if (!options.carryOut(edited.change(), NAME, console, out)) {
        console.say(false, "Nothing was changed. Your text is kept in " + edited.keep() + "\n");
      }
    }
    return 0;
  }
}
