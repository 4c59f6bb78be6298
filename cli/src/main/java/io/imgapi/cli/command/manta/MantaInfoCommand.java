/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.cli.output.MantaText;
import io.imgapi.core.explore.MantaView;
import io.imgapi.core.store.Description;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes what is at a path in Manta, without reading it. */
@Command(
    name = "info",
    description = {"Describes what is at a path in Manta, without reading it."},
    footer = {"", "Examples:", "  imgapi manta info ~~/stor/imgapi/backup/owner.json"})
public final class MantaInfoCommand implements Callable<Integer> {
  private final MantaUseCases useCases;
  private final PrintWriter out;

  @Mixin private MantaOptions manta;

  @Parameters(paramLabel = "PATH", description = "~~/stor/... or an absolute path.")
  private String path;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  public MantaInfoCommand(MantaUseCases useCases, PrintWriter out) {
    this.useCases = useCases;
    this.out = out;
  }

  @Override
  public Integer call() {
    MantaView view = manta.open(useCases);
    String absolute = view.path(path);
    Description description = view.require(absolute);
    out.print(
        json ? MantaText.json(absolute, description) + "\n" : MantaText.of(absolute, description));
    return 0;
  }
}
