/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import io.imgapi.sandbox.ssh.SshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real OpenSSH server, and a home of somebody who logs in to it. */
final class SshFixture implements AutoCloseable {
  private final Path home;
  private final SshServer server;
  private final List<SshHost> hosts = new ArrayList<>();

  private SshFixture(Path home, SshServer server) {
    this.home = home;
    this.server = server;
  }

  /**
   * Starts the server; its key is known and {@code ~/.ssh/id_ed25519} may log in.
   *
   * @param config lines for its configuration
   */
  static SshFixture start(Path directory, String... config) throws IOException {
    requireServer();
    Path home = Files.createDirectories(directory.resolve("home"));
    Files.createDirectories(home.resolve(".ssh"));
    SshFixture fixture = new SshFixture(home, SshServer.start(directory.resolve("sshd"), config));
    SshServer.makeKey(fixture.ssh("id_ed25519"), "ed25519");
    fixture.server.authorize(fixture.ssh("id_ed25519"));
    fixture.know(fixture.server.knownHostsLine("ed25519"));
    return fixture;
  }

  private static void requireServer() {
    if (SshServer.program().isEmpty()) {
      String missing = "no OpenSSH server is installed: apt-get install openssh-server";
      if ("1".equals(System.getenv("IMGAPI_REQUIRE_SSHD"))) {
        Assertions.fail(missing);
      }
      Assumptions.abort(missing);
    }
  }

  SshServer server() {
    return server;
  }

  /** A file below {@code ~/.ssh}. */
  Path ssh(String name) {
    return home.resolve(".ssh").resolve(name);
  }

  /** Replaces {@code ~/.ssh/known_hosts}. */
  void know(String text) throws IOException {
    Files.writeString(ssh("known_hosts"), text);
  }

  /** As somebody logs in who names no options. */
  SshLogin login() {
    return new SshLogin(
        new SshTarget(SshServer.user(), "127.0.0.1", server.port()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(20));
  }

  SshLogin accepting(String fingerprint) {
    SshLogin login = login();
    return new SshLogin(
        login.target(),
        login.identity(),
        login.knownHosts(),
        Optional.of(fingerprint),
        login.timeout());
  }

  SshHost host() {
    return host(login(), Map.of());
  }

  /** Closed with this. */
  SshHost host(SshLogin login, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("HOME", home.toString());
    SshHost host = new SshHost(login, environment, () -> UUID.randomUUID().toString());
    hosts.add(host);
    return host;
  }

  @Override
  public void close() {
    hosts.forEach(SshHost::close);
    server.close();
  }
}
