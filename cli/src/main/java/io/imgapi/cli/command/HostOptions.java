/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.ssh.SshLogin;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Which machine is meant; the same in every command that works from afar. {@code --root} and {@code
 * --config} then name files of that machine.
 */
public final class HostOptions {
  @Option(
      names = "--host",
      paramLabel = "[USER@]HOST[:PORT]",
      description =
          "Work on that machine over SSH, as root unless a USER is named (IMGAPI_HOST; default: this"
              + " machine). ~/.ssh/config is not read.")
  private Optional<String> host;

  /**
   * How to log in to the machine that is named; empty where none is, and this one is meant.
   *
   * @throws io.imgapi.core.error.ImgapiException {@code USAGE}
   */
  public Optional<SshLogin> login(SshOptions ssh) {
    return host.map(named -> ssh.login("--host", named));
  }

  /** What to type after a command so that it means the same machine; begins with a space. */
  String asTyped() {
    return host.map(named -> " --host " + named).orElse("");
  }
}
