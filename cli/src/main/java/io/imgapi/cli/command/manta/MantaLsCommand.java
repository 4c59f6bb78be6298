/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.cli.output.MantaText;
import io.imgapi.core.explore.MantaView;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists a directory in Manta; directories end with a slash. */
@Command(
    name = "ls",
    description = {
      "Lists a directory in Manta; directories end with a slash.",
      "Without PATH: the backup of the instance, or the storage of the account."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi manta ls",
      "  imgapi manta ls -l ~~/stor/imgapi",
      "  imgapi manta ls --json"
    })
public final class MantaLsCommand implements Callable<Integer> {
  private final MantaUseCases useCases;
  private final PrintWriter out;

  @Mixin private MantaOptions manta;

  @Parameters(arity = "0..1", paramLabel = "PATH", description = "~~/stor/... or an absolute path.")
  private Optional<String> path;

  @Option(
      names = {"-l", "--long"},
      description = "Size, time and MD5 too.")
  private boolean detailed;

  @Option(names = "--json", description = "One JSON document for each entry, a line each.")
  private boolean json;

  public MantaLsCommand(MantaUseCases useCases, PrintWriter out) {
    this.useCases = useCases;
    this.out = out;
  }

  @Override
  public Integer call() {
    MantaView view = manta.open(useCases);
    String directory = path.map(view::path).orElse(view.home());
    view.list(
        directory,
        found -> out.println(json ? MantaText.json(found) : MantaText.line(found, detailed)));
    return 0;
  }
}
