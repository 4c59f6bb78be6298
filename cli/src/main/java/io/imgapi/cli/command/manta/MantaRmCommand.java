/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.cli.output.Console;
import io.imgapi.core.explore.Found;
import io.imgapi.core.explore.MantaView;
import io.imgapi.core.explore.MantaWriting;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes objects from Manta, and directories with -r. */
@Command(
    name = "rm",
    description = {
      "Removes objects from Manta, and directories with -r.",
      "An object that was replaced after it was looked at stays."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi manta rm ~~/stor/notes.txt",
      "  imgapi manta rm -r -y ~~/stor/old"
    })
public final class MantaRmCommand implements Callable<Integer> {
  private final MantaUseCases useCases;
  private final Console console;
  private final PrintWriter out;

  @Mixin private MantaOptions manta;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "~~/stor/... or an absolute path.")
  private List<String> paths;

  @Option(
      names = {"-r", "--recursive"},
      description = "Directories with everything in them.")
  private boolean recursive;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  public MantaRmCommand(MantaUseCases useCases, Console console, PrintWriter out) {
    this.useCases = useCases;
    this.console = console;
    this.out = out;
  }

  @Override
  public Integer call() {
    MantaView view = manta.open(useCases);
    MantaWriting writing = view.writing();
    Set<Found> doomed = new LinkedHashSet<>();
    for (String path : paths) {
      doomed.addAll(writing.toRemove(view.path(path), recursive));
    }
    long directories = doomed.stream().filter(found -> found.entry().directory()).count();
    String what =
        "%d objects and %d directories".formatted(doomed.size() - directories, directories);
    if (!yes && !console.confirm("Remove " + what + " from Manta?")) {
      return 0;
    }
    doomed.forEach(writing::remove);
    out.println("removed " + what);
    return 0;
  }
}
