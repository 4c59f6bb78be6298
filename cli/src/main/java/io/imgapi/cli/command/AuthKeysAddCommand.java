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
import io.imgapi.core.authkeys.ChangeAuthKeys;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a user a key. */
@Command(
    name = "add",
    header = "Give a user a key",
    description = {
      "Adds public keys to a user's file on this machine. What the service cannot verify is refused.",
      "The service knows of it after: imgapi authkeys reload"
    },
    footer = {
      "",
      "Examples:",
      "  imgapi authkeys add bob bob.pub",
      "  ssh-add -L | grep ssh-rsa | imgapi authkeys add bob"
    })
public final class AuthKeysAddCommand implements Callable<Integer>, Documented {
  private static final String STANDARD_INPUT = "-";
  private static final int LONGEST = 1 << 20;
  private final UseCases useCases;
  private final PrintWriter out;
  private final InputStream input;

  @Mixin private InstanceOptions instance;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show what would be added and change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "The result, or the failure, as one JSON document.")
  private boolean json;

  @Parameters(index = "0", paramLabel = "USER", description = "Whose key it is.")
  private String user;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = STANDARD_INPUT,
      description = "File of public keys, one a line (default: standard input).")
  private String file;

  /**
   * The command.
   *
   * @param input standard input
   */
  public AuthKeysAddCommand(UseCases useCases, PrintWriter out, InputStream input) {
    this.useCases = useCases;
    this.out = out;
    this.input = input;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.LOCAL_KEYS)
        .ends(ExitCode.NOT_SET_UP, "there is no instance here")
        .ends(ExitCode.CONFIG_INVALID, "what is given is no key that the service can verify");
  }

  @Override
  public Integer call() {
    ChangeAuthKeys change = useCases.changeAuthKeys(instance.layout());
    ChangeAuthKeys.Plan plan = change.add(user, given());
    if (!dryRun) {
      change.apply(plan);
    }
    out.print(json ? AuthKeysText.json(plan, !dryRun) : AuthKeysText.of(plan, !dryRun));
    return 0;
  }

  private byte[] given() {
    try {
      if (file.equals(STANDARD_INPUT)) {
        return input.readNBytes(LONGEST);
      }
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        return in.readNBytes(LONGEST);
      }
    } catch (IOException e) {
      throw ImgapiException.of(ExitCode.CONFIG_INVALID, "the key cannot be read: " + IoReason.of(e))
          .with("file", file)
          .remedy("name the file of a public key");
    }
  }
}
