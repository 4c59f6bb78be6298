/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox;

import io.imgapi.sandbox.manta.MantaServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Remembers the port, so that a sandbox without a fixed one comes back at the same address where
 * nothing else has taken it.
 */
record LastPort(Path file) {

  /** Starts a server at a port. */
  @FunctionalInterface
  interface Starter {

    MantaServer at(int port) throws IOException;
  }

  MantaServer start(int wanted, Starter starter) throws IOException {
    int last = wanted == 0 ? read() : 0;
    MantaServer server = null;
    if (last != 0) {
      try {
        server = starter.at(last);
      } catch (IOException taken) {
        // Any other trouble shows again at a free port.
        server = null;
      }
    }
    if (server == null) {
      server = starter.at(wanted);
    }
    Files.writeString(file, server.url().getPort() + "\n");
    return server;
  }

  private int read() throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try {
      return Integer.parseInt(Files.readString(file).strip());
    } catch (NumberFormatException damaged) {
      return 0;
    }
  }
}
