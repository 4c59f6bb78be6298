/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.effect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.ToIntFunction;

/**
 * Remembers the port, so that a server without a fixed one comes back at the same address where
 * nothing else has taken it. A file that says nothing of use counts as none.
 */
public record LastPort(Path file) {
  private static final int LARGEST = 65_535;

  /** Starts a server at a port. */
  @FunctionalInterface
  public interface Starter<T> {

    /** Starts it; 0 is any free port. */
    T at(int port) throws IOException;
  }

  /**
   * Starts a server and remembers where it is.
   *
   * @param wanted the port it must have; 0 for the last one or any
   * @param portOf says where it is
   */
  public <T> T start(int wanted, Starter<T> starter, ToIntFunction<T> portOf) throws IOException {
    int last = wanted == 0 ? read() : 0;
    T server = null;
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
    write(portOf.applyAsInt(server));
    return server;
  }

  private int read() throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try {
      // Bytes, for those of a damaged file need not be text.
      int port = Integer.parseInt(new String(Files.readAllBytes(file), US_ASCII).strip());
      return port > 0 && port <= LARGEST ? port : 0;
    } catch (NumberFormatException damaged) {
      return 0;
    }
  }

  private void write(int port) throws IOException {
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    Files.writeString(part, port + "\n");
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
