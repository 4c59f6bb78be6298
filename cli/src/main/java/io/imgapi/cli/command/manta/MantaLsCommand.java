/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.output.MantaItems;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.objects.MantaSession;
import io.imgapi.core.objects.MantaSessions;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists a directory in Manta. */
@Command(
    name = "ls",
    header = "List a directory in Manta",
    description = {
      "Lists a directory in Manta by name; a directory's name ends with /. An object lists itself.",
      "Control characters in names are shown as \\xNN; --json has names as they are."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi manta ls",
      "  imgapi manta ls -l ~~/stor",
      "  imgapi manta ls --json /operator/stor/images0/backup/manifests"
    })
public final class MantaLsCommand implements Callable<Integer>, Documented {
  private final MantaSessions manta;
  private final PrintWriter out;

  @Mixin private MantaOptions options;

  @Option(
      names = {"-l", "--long"},
      description = "Type (d: directory, o: object), owner, bytes, time and name.")
  private boolean detailed;

  @Option(names = "--json", description = "A JSON document for each entry, one a line.")
  private boolean json;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description =
          "What to list (default: the instance's backup; with the environment's credentials"
              + " ~~/stor).")
  private Optional<String> path;

  public MantaLsCommand(MantaSessions manta, PrintWriter out) {
    this.manta = manta;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual.ends(ExitCode.FAILED, "Manta has nothing of that name, or it failed");
  }

  @Override
  public Integer call() {
    MantaItems items = new MantaItems(out, MantaItems.Form.of(detailed, json), false);
    try (MantaSession session = manta.open(options.request())) {
      session.list(path, items);
    }
    return items.end().status();
  }
}
