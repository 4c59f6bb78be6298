/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.AuthKeysText;
import io.imgapi.cli.output.Console;
import io.imgapi.core.authkeys.ChangeAuthKeys;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a key from a user. */
@Command(
    name = "remove",
    header = "Take a key from a user",
    description = {
      "Removes keys from a user's file on this machine; comments and all other lines stay.",
      "The service knows of it after: imgapi authkeys reload"
    },
    footer = {
      "",
      "Examples:",
      "  imgapi authkeys remove bob SHA256:0Zlf81CyiIIvOnTIbHPOxBz8VwNxh2ZFlLkEhzYDxAk",
      "  imgapi authkeys remove bob --all -y"
    })
public final class AuthKeysRemoveCommand implements Callable<Integer>, Documented {
  private final UseCases useCases;
  private final Console console;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show what would be removed and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Option(names = "--json", description = "The result, or the failure, as one JSON document.")
  private boolean json;

  @Parameters(index = "0", paramLabel = "USER", description = "Whose keys they are.")
  private String user;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FINGERPRINT",
      description = "SHA256 or MD5 fingerprint of the key.")
  private Optional<String> fingerprint;

  @Option(names = "--all", description = "All keys of the user.")
  private boolean all;

  public AuthKeysRemoveCommand(UseCases useCases, Console console, PrintWriter out) {
    this.useCases = useCases;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.LOCAL_KEYS, Place.MANTA_KEYS)
        .ends(ExitCode.FAILED, "the user has no such key, it comes from Manta, or it failed")
        .ends(ExitCode.NOT_SET_UP, "there is no instance here");
  }

  @Override
  public Integer call() {
    ChangeAuthKeys change = useCases.changeAuthKeys(instance.layout());
    if (fingerprint.isPresent() == all) {
      throw ImgapiException.of(ExitCode.USAGE, "which keys: one FINGERPRINT, or --all?")
          .remedy("see: imgapi authkeys list");
    }
    ChangeAuthKeys.Plan plan =
        all ? change.removeAll(user) : change.remove(user, fingerprint.orElseThrow());
    if (dryRun) {
      out.print(json ? AuthKeysText.json(plan, false) : AuthKeysText.of(plan, false));
      return 0;
    }
    if (!yes) {
      console.say(false, AuthKeysText.of(plan, false));
      if (!console.confirm("Remove them?")) {
        return 0;
      }
    }
    change.apply(plan);
    out.print(json ? AuthKeysText.json(plan, true) : AuthKeysText.of(plan, true));
    return 0;
  }
}
