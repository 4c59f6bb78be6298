/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A zone's root with a service control that notes what it is told, and a service that answers where
 * it is let.
 */
public final class ServiceFixture implements AutoCloseable {
  private final Path root;
  private final List<HttpServer> listening = new ArrayList<>();

  /** Lays one out below a directory. */
  public ServiceFixture(Path root) {
    this.root = root;
    write("usr/bin/state", "online\n");
    program("usr/bin/svcs", "cat \"$(dirname \"$0\")/state\"");
    program("usr/sbin/svcadm", "echo \"$*\" >> \"$(dirname \"$0\")/calls\"");
  }

  /** The configuration file. */
  public Path config() {
    return root.resolve("data/imgapi/etc/imgapi.config.json");
  }

  String configured() {
    return read("data/imgapi/etc/imgapi.config.json");
  }

  void state(String word) {
    write("usr/bin/state", word + "\n");
  }

  /** From now on the service control refuses to start anything that reads such a configuration. */
  void refuseToStartWith(String text) {
    program(
        "usr/sbin/svcadm",
        "echo \"$*\" >> \"$(dirname \"$0\")/calls\"\n"
            + "if [ \"$1\" = enable ] && grep -q '"
            + text
            + "' '"
            + config()
            + "'; then echo maintenance >&2; exit 3; fi");
  }

  /** What the service control was told. */
  List<String> calls() {
    Path calls = root.resolve("usr/sbin/calls");
    return Files.exists(calls) ? read("usr/sbin/calls").lines().toList() : List.of();
  }

  /** A port at which the service answers. */
  public int answering() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] pong = "{\"ping\":\"pong\"}".getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/ping",
          exchange -> {
            exchange.sendResponseHeaders(200, pong.length);
            exchange.getResponseBody().write(pong);
            exchange.close();
          });
      server.start();
      listening.add(server);
      return server.getAddress().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port at which nobody answers. */
  int silent() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String relative) {
    try {
      return Files.readString(root.resolve(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String relative, String content) {
    try {
      Path file = root.resolve(relative);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void program(String relative, String lines) {
    write(relative, "#!/bin/sh\n" + lines + "\n");
    try {
      Files.setPosixFilePermissions(
          root.resolve(relative), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    listening.forEach(server -> server.stop(0));
  }
}
