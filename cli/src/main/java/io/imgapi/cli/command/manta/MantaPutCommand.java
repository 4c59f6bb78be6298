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
import io.imgapi.core.objects.PutRequest;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stores an object in Manta. */
@Command(
    name = "put",
    header = "Store an object in Manta",
    description = {
      "Stores a file as an object in Manta, proven by its MD5. What is there is replaced.",
      "Standard input is kept in a temporary file until it is stored."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi manta put owner.json ~~/stor/images0/backup/owner.json",
      "  imgapi manta put -p --if-absent notes.txt ~~/stor/notes/notes.txt",
      "  date | imgapi manta put --content-type text/plain - ~~/stor/date.txt"
    })
public final class MantaPutCommand implements Callable<Integer>, Documented {
  private static final String STANDARD_INPUT = "-";
  private final MantaSessions manta;
  private final Console console;
  private final InputStream input;

  @Mixin private MantaOptions options;

  @Option(
      names = "--if-absent",
      description = "Store only where nothing is there; else it is refused (16).")
  private boolean ifAbsent;

  @Option(
      names = {"-p", "--parents"},
      description = "Make the directories that are missing.")
  private boolean parents;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      defaultValue = "",
      description = "The object's content type (default: that of the object replaced, or general).")
  private String contentType;

  @Parameters(index = "0", paramLabel = "FILE", description = "What to store; - is standard input.")
  private Path file;

  @Parameters(index = "1", paramLabel = "PATH", description = "The object.")
  private String path;

  /**
   * The command.
   *
   * @param input standard input
   */
  public MantaPutCommand(MantaSessions manta, Console console, InputStream input) {
    this.manta = manta;
    this.console = console;
    this.input = input;
  }

  @Override
  public void document(Manual manual) {
    manual
        .ends(ExitCode.FAILED, "a directory on the way is missing, or it failed")
        .ends(ExitCode.REFUSED, "with --if-absent: something is there already");
  }

  @Override
  public Integer call() {
    Optional<Path> source =
        file.toString().equals(STANDARD_INPUT) ? Optional.empty() : Optional.of(file);
    PutRequest request = new PutRequest(source, input, path, ifAbsent, parents, contentType);
    try (MantaSession session = manta.open(options.request())) {
      console.say(false, MantaText.of(session.put(request)));
    }
    return 0;
  }
}
