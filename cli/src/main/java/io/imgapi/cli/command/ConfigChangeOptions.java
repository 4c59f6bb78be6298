/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.output.ConfigChangeText;
import io.imgapi.cli.output.Console;
import io.imgapi.core.configedit.ChangeConfig;
import io.imgapi.core.configedit.ConfigResult;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How the configuration is changed. */
public final class ConfigChangeOptions {

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show what would change and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Option(names = "--json", description = "The result, or the failure, as one JSON document.")
  private boolean json;

  /**
   * Shows the change, asks, carries it out, shows the result.
   *
   * @return whether the operator wanted it
   */
  boolean carryOut(ChangeConfig.Prepared change, String command, Console console, PrintWriter out) {
    if (dryRun || change.plan().isEmpty()) {
      out.print(json ? ConfigChangeText.json(change.plan()) : ConfigChangeText.of(change.plan()));
      return true;
    }
    console.say(false, ConfigChangeText.of(change.plan()));
    if (!yes && !console.confirm("Change it, and restart the service?")) {
      return false;
    }
    ConfigResult result = change.apply(console.events(command, false));
    out.print(json ? ConfigChangeText.json(result) : ConfigChangeText.of(result));
    return true;
  }
}
