/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.output.Console;
import io.imgapi.core.ownership.TakeOver;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Takes the area of another instance over. */
public final class TakeOverOption {

  @Option(
      names = "--take-over",
      paramLabel = "ALIAS",
      description = "Take the area over from its owner, which is ALIAS (asked for on a terminal).")
  private Optional<String> alias;

  boolean isGiven() {
    return alias.isPresent();
  }

  /**
   * What is allowed.
   *
   * @param command who asks
   * @param localIsTruth whether an older local tree may replace the area
   * @param mayAsk whether the operator agreed to be asked
   */
  TakeOver allowed(String command, boolean localIsTruth, boolean mayAsk, Console console) {
    return mayAsk
        ? new TakeOver(alias, localIsTruth, refusal -> console.ownerToReplace(command, refusal))
        : new TakeOver(alias, localIsTruth);
  }
}
