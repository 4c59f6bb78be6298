/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Hooks this program into a zone. */
@Command(
    name = "attach",
    description = {
      "Hooks imgapi into a zone that is set up: wrappers in the place of the original tools, lines"
          + " in crontab, profile and log rotation.",
      "Brings back all that a zone with a new root disk lacks. Safe to run again."
    },
    footer = {"", "Examples:", "  imgapi attach --dry-run", "  imgapi attach"})
public final class AttachCommand implements Callable<Integer> {
  private final UseCases useCases;
  private final PrintWriter out;

  @Mixin private ZoneOptions zone;

  public AttachCommand(UseCases useCases, PrintWriter out) {
    this.useCases = useCases;
    this.out = out;
  }

  @Override
  public Integer call() {
    return zone.carryOut("attach", useCases.attach(zone.layout()).attach(), out);
  }
}
