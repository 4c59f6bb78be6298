/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.time.Duration;

/**
 * How long to wait for what. Zero means for ever.
 *
 * @param connect until a connection is made
 * @param read until the next bytes come; also for the answer after a whole body was sent, so it
 *     must be longer than the slowest commit
 * @param write until the network takes more bytes
 * @param call for one attempt as a whole, bodies included; zero by default, as bodies may be large
 * @param connection until one of the client's connections is free
 */
public record Timeouts(
    Duration connect, Duration read, Duration write, Duration call, Duration connection) {

  /** 10 s to connect, 60 s for reading and writing, no limit for a call, 5 min for a connection. */
  public static Timeouts standard() {
    return new Timeouts(
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        Duration.ZERO,
        Duration.ofMinutes(5));
  }

  /** The same with another wait for connections to be made. */
  public Timeouts connect(Duration value) {
    return new Timeouts(value, read, write, call, connection);
  }

  /** The same with another wait for bytes to come. */
  public Timeouts read(Duration value) {
    return new Timeouts(connect, value, write, call, connection);
  }

  /** The same with another wait for bytes to go. */
  public Timeouts write(Duration value) {
    return new Timeouts(connect, read, value, call, connection);
  }

  /** The same with a limit for each attempt as a whole. */
  public Timeouts call(Duration value) {
    return new Timeouts(connect, read, write, value, connection);
  }

  /** The same with another wait for a free connection. */
  public Timeouts connection(Duration value) {
    return new Timeouts(connect, read, write, call, value);
  }
}
