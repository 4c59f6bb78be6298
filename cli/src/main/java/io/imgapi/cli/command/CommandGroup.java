/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that does nothing by itself: there are others below it. */
public abstract class CommandGroup implements Callable<Integer>, Documented {
  /** What a manual says of ending for want of one of them. */
  protected static final String NONE_NAMED = "no command below it is named";

  private final PrintWriter err;
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused")
  private boolean help;

  /**
   * A group.
   *
   * @param err where it asks which command is meant
   */
  protected CommandGroup(PrintWriter err) {
    this.err = err;
  }

  @Override
  public final Integer call() {
    String name = spec.qualifiedName();
    err.println(name + ": which command? Run '" + name + " --help'");
    return CommandLine.ExitCode.USAGE;
  }
}
