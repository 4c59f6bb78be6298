/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.manual.Variable;
import io.imgapi.cli.output.Console;
import io.imgapi.core.configedit.EditConfig;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has the configuration edited. */
@Command(
    name = "edit",
    header = "Edit the configuration",
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
public final class ConfigEditCommand implements Callable<Integer>, Documented {
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
        .ends(ExitCode.CONFIG_INVALID, "the service would not start with it; nothing was changed")
        .variables(Variable.VISUAL, Variable.EDITOR);
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
