/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.ShellText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells a data centre's image service of its cloud's Manta. */
@Command(
    name = "manta-setup",
    header = "Set up a data centre's image service with its Manta",
    description = {
      "Has the image service of a data centre keep its files in the Manta of the same cloud, with a key"
          + " on the administrator's account.",
      "The key is on the account and accepted before SAPI names it; a former one leaves the account when"
          + " no zone uses it. Only what differs is changed. Safe to repeat."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi manta-setup https://manta.us-east.example.com -n",
      "  imgapi manta-setup FIRST-LB --insecure",
      "  imgapi manta-setup https://manta.us-east.example.com --remote --force -y",
      "  imgapi manta-setup --back ~/.imgapi/coal-20261126T093000.json"
    })
public final class MantaSetupCommand implements Callable<Integer>, Documented {
  private static final String NAME = "imgapi manta-setup";
  private final MantaSetups setups;
  private final Console console;
  private final PrintWriter out;

  @Mixin private MantaSetupOptions setup;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "URL|FIRST-LB",
      description =
          "Manta's address; or the first load balancer of the Manta in this data centre, which needs"
              + " --insecure.")
  private Optional<String> url;

  @Option(names = "--force", description = "Make a new key although there is a good one.")
  private boolean force;

  @Option(
      names = {"-r", "--remote"},
      description = "This Manta belongs to another data centre of the cloud.")
  private boolean remote;

  @Option(
      names = "--back",
      paramLabel = "FILE",
      description = "Go back to what an earlier run kept in FILE.")
  private Optional<Path> back;

  public MantaSetupCommand(MantaSetups setups, Console console, PrintWriter out) {
    this.setups = setups;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .ends(ExitCode.NOT_SET_UP, "nothing says where SAPI is")
        .ends(ExitCode.AUTH_REFUSED, "Manta, SAPI or a server refused a key")
        .ends(ExitCode.TIMED_OUT, "Manta or the zones did not follow in time; run it again")
        .related("external-manta-setup");
  }

  @Override
  public Integer call() throws InterruptedException {
    if (url.isPresent() == back.isPresent()) {
      throw ImgapiException.of(ExitCode.USAGE, "either Manta's address or --back FILE is needed")
          .remedy("for example: " + NAME + " https://manta.us-east.example.com");
    }
    if (back.isPresent()) {
      Path file = back.get().toAbsolutePath();
      return setup.run(
          NAME,
          "--back " + ShellText.word(file.toString()),
          setups,
          console,
          out,
          manta -> manta.prepareBack(file));
    }
    String words = ShellText.word(url.get()) + (remote ? " --remote" : "");
    return setup.run(
        NAME,
        words,
        setups,
        console,
        out,
        manta -> manta.prepare(url.get(), setup.insecure(), remote, force));
  }
}
