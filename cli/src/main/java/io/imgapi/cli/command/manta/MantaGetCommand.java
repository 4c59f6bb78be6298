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
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads an object from Manta. */
@Command(
    name = "get",
    header = "Read an object from Manta",
    description = {
      "Reads an object from Manta, goes on where a connection breaks, and proves length and MD5.",
      "On standard output only the exit status tells that everything came and is right; a FILE gets"
          + " its name only then."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi manta get ~~/stor/images0/backup/owner.json",
      "  imgapi manta get -o image.zfs.gz /operator/stor/images0/backup/images/file"
    })
public final class MantaGetCommand implements Callable<Integer>, Documented {
  private final MantaSessions manta;
  private final Console console;
  private final OutputStream output;

  @Mixin private MantaOptions options;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to FILE, whole or not at all; one that is there is replaced.")
  private Optional<Path> file;

  @Parameters(paramLabel = "PATH", description = "The object.")
  private String path;

  /**
   * The command.
   *
   * @param output standard output, for bytes
   */
  public MantaGetCommand(MantaSessions manta, Console console, OutputStream output) {
    this.manta = manta;
    this.console = console;
    this.output = output;
  }

  @Override
  public void document(Manual manual) {
    manual.ends(ExitCode.FAILED, "Manta has nothing of that name, or it failed");
  }

  @Override
  public Integer call() {
    try (MantaSession session = manta.open(options.request())) {
      if (file.isPresent()) {
        console.say(false, MantaText.of(session.get(path, file.get()), file.get()));
      } else {
        session.get(path, output);
      }
    }
    return 0;
  }
}
