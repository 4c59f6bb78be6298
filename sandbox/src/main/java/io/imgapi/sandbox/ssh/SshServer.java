/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real OpenSSH server on loopback, with a configuration, host keys and authorized keys of its
 * own. Logs in whoever runs it, root or not; nothing of the machine's own server is touched.
 */
public final class SshServer implements AutoCloseable {
  private static final List<Path> PLACES =
      Stream.of(
              "/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/lib/ssh/sshd", "/opt/local/sbin/sshd")
          .map(Path::of)
          .toList();

  private static final List<String> KINDS = List.of("ed25519", "ecdsa", "rsa");
  private static final int START_SECONDS = 20;

  private final Path directory;
  private final int port;
  private final List<String> more;
  private Process process;

  private SshServer(Path directory, int port, List<String> more) {
    this.directory = directory;
    this.port = port;
    this.more = List.copyOf(more);
  }

  /** Where the server's program is; empty where OpenSSH's server is not installed. */
  public static Optional<Path> program() {
    return PLACES.stream().filter(Files::isExecutable).findFirst();
  }

  /**
   * Starts a server that keeps its files in a directory, on a free port.
   *
   * @param more lines for its configuration, which overrule the usual ones
   * @throws IOException if it is not installed, or does not listen in time; with what it said
   */
  public static SshServer start(Path directory, String... more) throws IOException {
    Files.createDirectories(directory);
    for (String kind : KINDS) {
      makeKey(directory.resolve("ssh_host_" + kind + "_key"), kind);
    }
    Files.write(directory.resolve("authorized_keys"), new byte[0]);
    SshServer server = new SshServer(directory, freePort(), List.of(more));
    server.restart();
    return server;
  }

  /**
   * Makes a key pair without a passphrase, in the files {@code file} and {@code file.pub}.
   *
   * @param kind {@code ed25519}, {@code ecdsa} or {@code rsa}
   */
  public static void makeKey(Path file, String kind) throws IOException {
    makeKey(file, kind, "");
  }

  /** The same with a passphrase. */
  public static void makeKey(Path file, String kind, String passphrase) throws IOException {
    Files.deleteIfExists(file);
    finish(
        new ProcessBuilder(
            "ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", kind, "-f", file.toString()));
  }

  private static void finish(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", builder.command()) + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts it again after {@link #close()}, on the same port and with the files as they are. */
  public void restart() throws IOException {
    Path config = directory.resolve("sshd_config");
    Path log = directory.resolve("sshd.log");
    Files.write(config, lines());
    Files.deleteIfExists(log);
    if (isRoot()) {
      // Where servers of packages lock themselves in; it does not exist before the first start.
      Files.createDirectories(Path.of("/run/sshd"));
    }
    String program =
        program().orElseThrow(() -> new IOException("no OpenSSH server is installed")).toString();
    process =
        new ProcessBuilder(program, "-D", "-f", config.toString(), "-E", log.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("sshd.out").toFile())
            .start();
    awaitStart(log);
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>(more);
    for (String kind : KINDS) {
      Path key = directory.resolve("ssh_host_" + kind + "_key");
      if (Files.exists(key)) {
        lines.add("HostKey " + key);
      }
    }
    lines.addAll(
        List.of(
            "ListenAddress 127.0.0.1",
            "Port " + port,
            "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
            "PidFile none",
            "StrictModes no",
            "UsePAM no",
            "PermitRootLogin prohibit-password",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "MaxStartups 100"));
    if (more.stream().noneMatch(line -> line.startsWith("Subsystem"))) {
      lines.add("Subsystem sftp internal-sftp");
    }
    return lines;
  }

  private void awaitStart(Path log) throws IOException {
    try {
      for (int tenths = 0; tenths < START_SECONDS * 10; tenths++) {
        String said = Files.exists(log) ? Files.readString(log) : "";
        if (said.contains("Server listening")) {
          return;
        }
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          throw new IOException(
              "sshd ended: " + said + Files.readString(directory.resolve("sshd.out")));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    close();
    throw new IOException("sshd does not listen after " + START_SECONDS + " s");
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Whom it logs in. */
  public static String user() {
    return System.getProperty("user.name");
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Its files: host keys, authorized keys, configuration, log. */
  public Path directory() {
    return directory;
  }

  /** Lets the holder of a private key log in. */
  public void authorize(Path key) throws IOException {
    Files.writeString(
        directory.resolve("authorized_keys"),
        Files.readString(key.resolveSibling(key.getFileName() + ".pub")),
        StandardOpenOption.APPEND);
  }

  /** A line for known_hosts, with the server's key of that kind. */
  public String knownHostsLine(String kind) throws IOException {
    String[] words =
        Files.readString(directory.resolve("ssh_host_" + kind + "_key.pub")).split(" ");
    return "[127.0.0.1]:" + port + " " + words[0] + " " + words[1] + "\n";
  }

  /** Breaks all connections that are logged in; the server goes on. */
  public void cutConnections() {
    process.children().forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends it with everything that was started through it. */
  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
