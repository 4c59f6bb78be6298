/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.command.Hosts;
import io.imgapi.core.host.Host;
import io.imgapi.core.ssh.SshHost;
import io.imgapi.core.ssh.SshLogin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Keeps the machines that a command works on, and closes their connections when it has ended. */
final class OpenHosts implements Hosts {
  private final Host local;
  private final Map<String, String> environment;
  private final Supplier<String> uuids;
  private final Map<SshLogin, SshHost> open = new HashMap<>();

  OpenHosts(Host local, Map<String, String> environment, Supplier<String> uuids) {
    this.local = local;
    this.environment = environment;
    this.uuids = uuids;
  }

  @Override
  public synchronized Host on(Optional<SshLogin> login) {
    return login.isEmpty()
        ? local
        : open.computeIfAbsent(login.get(), wanted -> new SshHost(wanted, environment, uuids));
  }

  /** Carries a command out as picocli does. */
  int closedAfter(ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } finally {
      close();
    }
  }

  private synchronized void close() {
    open.values().forEach(SshHost::close);
    open.clear();
  }
}
