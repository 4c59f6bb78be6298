/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.manual.Variable;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program itself, without a command. */
@Command(
    name = "imgapi",
    header = "Operate IMGAPI instances, the image repositories of Triton",
    description = {
      "The operator's toolkit for IMGAPI, the image service of a Triton data centre: it makes"
          + " standalone instances, backs them up and brings them back, watches over them, and looks"
          + " after their keys, certificates, configuration and logs.",
      "Wherever a command has them, -n shows what would be done and changes nothing, and -y asks"
          + " nothing. Results go to standard output, everything else to standard error. An option"
          + " counts before its environment variable."
    },
    versionProvider = Version.class,
    mixinStandardHelpOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  imgapi status -v           # what is checked, and how it is",
      "  imgapi backup -y           # without a question, as from cron",
      "  imgapi restore --dry-run   # what would be done",
      "  imgapi help config set     # the help of a command",
      "  man imgapi-restore         # all that there is to say of one"
    })
public final class ImgapiCommand extends CommandGroup {
  @Option(
      names = {"--version"},
      versionHelp = true,
      description = "Show the version.")
  @SuppressWarnings("unused")
  private boolean version;

  public ImgapiCommand(PrintWriter err) {
    super(err);
  }

  @Override
  public void document(Manual manual) {
    manual
        .variables(Variable.values())
        .files(Place.PROGRAM, Place.CONFIG, Place.MANIFESTS, Place.IMAGES, Place.BACKUP_AREA)
        .ends(ExitCode.FAILED, "a command failed; its page says what that means for it")
        .ends(ExitCode.PARTIAL, ExitCode.NOT_SET_UP, ExitCode.LOCKED, ExitCode.AUTH_REFUSED)
        .ends(ExitCode.CONFIG_INVALID, ExitCode.REMOTE_UNAVAILABLE, ExitCode.INTEGRITY)
        .ends(ExitCode.REFUSED, ExitCode.TIMED_OUT, ExitCode.NOT_OWNER, ExitCode.CLOCK);
  }
}
