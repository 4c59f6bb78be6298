/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.manual.Variable;
import io.imgapi.cli.output.AuthKeysText;
import io.imgapi.cli.output.Console;
import io.imgapi.core.authkeys.ReloadAuthKeys;
import io.imgapi.core.authkeys.ReloadAuthKeys.Signer;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has the service read the keys again. */
@Command(
    name = "reload",
    header = "Have the service read the keys again",
    description = {
      "Asks the service to read its key files again, those in Manta too. The request is signed with"
          + " an RSA key of a user whom the service knows already: that of --key, or one in the"
          + " ssh-agent.",
      "Where there is none, the service can be restarted instead; what it is doing then is broken"
          + " off."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi authkeys reload",
      "  imgapi authkeys reload --key ~/.ssh/id_rsa --user bob",
      "  imgapi authkeys reload --restart -y"
    })
public final class AuthKeysReloadCommand implements Callable<Integer>, Documented {
  private final UseCases useCases;
  private final Console console;
  private final PrintWriter out;
  private final Map<String, String> environment;

  @Mixin private InstanceOptions instance;

  @Option(names = "--key", paramLabel = "FILE", description = "Sign with this RSA private key.")
  private Optional<Path> key;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Sign as this user (default: whoever has the key).")
  private Optional<String> user;

  @Option(names = "--restart", description = "Restart the service instead of asking it.")
  private boolean restart;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show how it would be done and ask the service nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before a restart.")
  private boolean yes;

  @Option(names = "--json", description = "The result, or the failure, as one JSON document.")
  private boolean json;

  /**
   * The command.
   *
   * @param environment names the ssh-agent
   */
  public AuthKeysReloadCommand(
      UseCases useCases, Console console, PrintWriter out, Map<String, String> environment) {
    this.useCases = useCases;
    this.console = console;
    this.out = out;
    this.environment = environment;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.CONFIG, Place.LOCAL_KEYS, Place.MANTA_KEYS)
        .variables(Variable.SSH_AUTH_SOCK)
        .ends(
            ExitCode.NOT_SET_UP,
            "there is no instance here, or no service control to restart it with")
        .ends(ExitCode.AUTH_REFUSED, "the service refused the signature")
        .ends(
            ExitCode.CONFIG_INVALID,
            "the key to sign with cannot be used, or is nobody's; or the configuration is wrong")
        .ends(ExitCode.REMOTE_UNAVAILABLE, "the service does not run or does not answer")
        .related("status");
  }

  @Override
  public Integer call() {
    ReloadAuthKeys reload = useCases.reloadAuthKeys(instance.layout());
    ReloadAuthKeys.Request request =
        new ReloadAuthKeys.Request(instance.configFile(), key, user, environment);
    Optional<Signer> signer = restart ? Optional.empty() : reload.signer(request);
    if (dryRun) {
      out.println(
          signer
              .map(who -> "would ask the service, signed by " + who.user())
              .orElse("would restart the service"));
      return 0;
    }
    if (signer.isPresent()) {
      reload.reload(request, signer.get());
      out.print(AuthKeysText.reloaded(signer.map(Signer::user), json));
      return 0;
    }
    if (!yes && !console.confirm(question())) {
      return 0;
    }
    reload.restart(request);
    out.print(AuthKeysText.reloaded(Optional.empty(), json));
    return 0;
  }

  private String question() {
    return restart
        ? "Restart the service?"
        : "The ssh-agent holds no RSA key of a user whom the service knows, and no --key is given."
            + " Restart the service instead?";
  }
}
