/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.MantaText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.objects.MantaSession;
import io.imgapi.core.objects.MantaSessions;
import io.imgapi.core.objects.Removal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes from Manta. */
@Command(
    name = "rm",
    header = "Delete objects and directories from Manta",
    description = {
      "Deletes objects from Manta, and with -r directories with all that is in them.",
      "Everything named is looked at first: where something is not there or is refused, nothing is"
          + " deleted. With -r it says how much it is and asks."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi manta rm ~~/stor/notes.txt",
      "  imgapi manta rm -r ~~/stor/old",
      "  imgapi manta rm -r -y ~~/stor/old ~~/stor/older"
    })
public final class MantaRmCommand implements Callable<Integer>, Documented {
  private final MantaSessions manta;
  private final Console console;

  @Mixin private MantaOptions options;

  @Option(
      names = {"-r", "--recursive"},
      description = "Delete directories with all that is in them.")
  private boolean recursive;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "What to delete.")
  private List<String> paths;

  public MantaRmCommand(MantaSessions manta, Console console) {
    this.manta = manta;
    this.console = console;
  }

  @Override
  public void document(Manual manual) {
    manual
        .ends(
            ExitCode.FAILED,
            "Manta has nothing of one of these names, or it failed; nothing is deleted unless all are there")
        .ends(
            ExitCode.REFUSED, "a directory without -r, or one that belongs to the account itself");
  }

  @Override
  public Integer call() {
    try (MantaSession session = manta.open(options.request())) {
      Removal removal = session.removal(paths, recursive);
      if (recursive) {
        console.say(false, MantaText.of(removal.plan()));
        if (!yes && !console.confirm("Delete?")) {
          return 0;
        }
      }
      long deleted = removal.apply(console.events("imgapi manta rm", false));
      console.say(false, MantaText.removed(deleted));
    }
    return 0;
  }
}
