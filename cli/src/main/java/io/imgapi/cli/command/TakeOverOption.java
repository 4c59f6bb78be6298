/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Takes the area of another instance over. */
public final class TakeOverOption {

  @Option(
      names = "--take-over",
      paramLabel = "ALIAS",
      description = "Take the area over from its owner, which is ALIAS.")
  private Optional<String> alias;

  Optional<String> alias() {
    return alias;
  }
}
