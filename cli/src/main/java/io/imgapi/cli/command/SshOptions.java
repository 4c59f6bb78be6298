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
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.ssh.SshLogin;
import io.imgapi.core.ssh.SshTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to log in over SSH; the same for every machine that a command reaches. */
public final class SshOptions implements Documented {
  private static final int MOST_SECONDS = 3600;

  @Option(
      names = "--identity",
      paramLabel = "FILE",
      description =
          "Log in with this private key only, from the agent or the file (default: the keys of the"
              + " agent, then ~/.ssh/id_ed25519, id_ecdsa, id_rsa).")
  private Optional<Path> identity;

  @Option(
      names = "--known-hosts",
      paramLabel = "FILE",
      description =
          "Read host keys from FILE besides ~/.ssh/known_hosts, and record accepted ones there.")
  private Optional<Path> knownHosts;

  @Option(
      names = "--accept-host-key",
      paramLabel = "SHA256:...",
      description =
          "Accept the host key with exactly this fingerprint and record it in the place of another"
              + " one, for example after a reprovision.")
  private Optional<String> acceptedKey;

  @Option(
      names = "--connect-timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Wait so long for the SSH server (default: ${DEFAULT-VALUE}).")
  private int connectTimeout;

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.KNOWN_HOSTS, Place.SSH_KEYS)
        .variables(Variable.HOME, Variable.SSH_AUTH_SOCK)
        .ends(ExitCode.AUTH_REFUSED, "a service or an SSH server refused the key")
        .ends(ExitCode.CONFIG_INVALID)
        .ends(ExitCode.REMOTE_UNAVAILABLE, "a machine or a service does not answer")
        .ends(ExitCode.REFUSED, "the host key is unknown, or not the one that is known");
  }

  /**
   * How to log in to a machine.
   *
   * @param option as the operator typed it, for messages
   * @param named {@code [USER@]HOST[:PORT]}
   * @throws ImgapiException {@code USAGE}
   */
  SshLogin login(String option, String named) {
    if (connectTimeout < 1 || connectTimeout > MOST_SECONDS) {
      throw ImgapiException.of(
              ExitCode.USAGE,
              "--connect-timeout must be from 1 to " + MOST_SECONDS + ", not " + connectTimeout)
          .remedy("for example: --connect-timeout 30");
    }
    if (acceptedKey.isPresent() && !acceptedKey.get().matches("SHA256:[A-Za-z0-9+/]{43}=?")) {
      throw ImgapiException.of(
              ExitCode.USAGE, "--accept-host-key '" + acceptedKey.get() + "' is no fingerprint")
          .remedy("it has the form that ssh-keygen -l prints: SHA256: and 43 characters");
    }
    return new SshLogin(
        target(option, named),
        identity,
        knownHosts,
        acceptedKey,
        Duration.ofSeconds(connectTimeout));
  }

  private static SshTarget target(String option, String named) {
    try {
      return SshTarget.parse(named);
    } catch (IllegalArgumentException e) {
      throw ImgapiException.of(ExitCode.USAGE, option + " " + e.getMessage())
          .remedy("for example: " + option + " root@10.0.0.7");
    }
  }
}
