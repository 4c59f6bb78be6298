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
import io.imgapi.core.authkeys.AuthKey;
import io.imgapi.core.error.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows who may sign requests. */
@Command(
    name = "list",
    header = "Show who may sign requests",
    description = "Shows the keys in the files of this machine and in those fetched from Manta.",
    footer = {"", "Examples:", "  imgapi authkeys list", "  imgapi authkeys list bob --json"})
public final class AuthKeysListCommand implements Callable<Integer>, Documented {
  private final UseCases useCases;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;

  @Option(names = "--json", description = "The answer, or the failure, as one JSON document.")
  private boolean json;

  @Parameters(arity = "0..1", paramLabel = "USER", description = "This user's keys only.")
  private Optional<String> user;

  public AuthKeysListCommand(UseCases useCases, PrintWriter out) {
    this.useCases = useCases;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.LOCAL_KEYS, Place.MANTA_KEYS)
        .ends(ExitCode.NOT_SET_UP, "there is no instance here");
  }

  @Override
  public Integer call() {
    List<AuthKey> keys = useCases.listAuthKeys(instance.layout()).list(user);
    out.print(json ? AuthKeysText.json(keys) : AuthKeysText.of(keys));
    return 0;
  }
}
