/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.ShellText;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells a data centre's image service of a Manta elsewhere. */
@Command(
    name = "external-manta-setup",
    header = "Set up a data centre's image service with a Manta elsewhere",
    description = {
      "Has the image service of a data centre keep its files in a Manta of another cloud, with a key that"
          + " is on an account there already.",
      "The key is tried before anything is changed; what was configured before is kept for the way"
          + " back. Touches no account. Safe to repeat."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi external-manta-setup https://manta.example.com joyops ~/.ssh/imgapi_rsa -n",
      "  imgapi external-manta-setup https://manta.example.com joyops ~/.ssh/imgapi_rsa -y",
      "  imgapi manta-setup --back ~/.imgapi/coal-20261126T093000.json"
    })
public final class ExternalMantaSetupCommand implements Callable<Integer>, Documented {
  private static final String NAME = "imgapi external-manta-setup";
  private final MantaSetups setups;
  private final Console console;
  private final PrintWriter out;

  @Mixin private MantaSetupOptions setup;

  @Parameters(index = "0", paramLabel = "URL", description = "Manta's address.")
  private String url;

  @Parameters(index = "1", paramLabel = "USER", description = "The account there.")
  private String user;

  @Parameters(
      index = "2",
      paramLabel = "PRIVATE-KEY",
      description = "File of the private key, without a passphrase.")
  private Path key;

  public ExternalMantaSetupCommand(MantaSetups setups, Console console, PrintWriter out) {
    this.setups = setups;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.SSH_KEYS)
        .ends(ExitCode.NOT_SET_UP, "nothing says where SAPI is")
        .ends(ExitCode.AUTH_REFUSED, "Manta, SAPI or a server refused a key")
        .ends(ExitCode.TIMED_OUT, "Manta or the zones did not follow in time; run it again")
        .related("manta-setup");
  }

  @Override
  public Integer call() throws InterruptedException {
    Path file = key.toAbsolutePath();
    return setup.run(
        NAME,
        "%s %s %s".formatted(url, user, ShellText.word(file.toString())),
        setups,
        console,
        out,
        manta -> manta.prepareExternal(url, user, file, setup.insecure()));
  }
}
