/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a campaign is asked for. */
final class Options {
  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "Kill the program N times (default: ${DEFAULT-VALUE}).")
  int kills = 10_000;

  @Option(
      names = "--inputs",
      paramLabel = "N",
      description = "Feed N spoiled inputs (default: ${DEFAULT-VALUE}).")
  long inputs = 1_000_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "What chance follows from (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "TARGET",
      description = "Only these targets; their share grows.")
  List<String> only = List.of();

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description =
          "Where results are kept; a campaign that is there goes on (default: ${DEFAULT-VALUE}).")
  Path to = Path.of("target", "campaign");

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Play N scenarios side by side (default: ${DEFAULT-VALUE}).")
  int workers = 1;

  @Option(names = "--minutes", paramLabel = "N", description = "Begin nothing after N minutes.")
  Optional<Integer> minutes = Optional.empty();

  @Option(
      names = "--repeat",
      paramLabel = "TARGET:N",
      description = "Play one episode, or feed one input, again and nothing else.")
  Optional<String> repeat = Optional.empty();

  boolean isWanted(String target) {
    return only.isEmpty() || only.contains(target);
  }
}
