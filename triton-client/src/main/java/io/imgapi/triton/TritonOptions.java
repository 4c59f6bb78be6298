/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton;

import io.imgapi.triton.imgapi.Trust;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;

/**
 * How the services are called, the same for all calls of one command.
 *
 * @param requestId one for each command (triton-apis.md 0)
 * @param sockets where connections begin: here, or at the far end of a tunnel, which resolves names
 * @param connectLimit for a connection
 * @param readLimit for the answer to a question
 * @param writeLimit for the answer to a change, which may ask others first (SAPI PUT, import)
 * @param proxy for the updates server only; empty for none
 * @param trust whose certificates are believed where TLS is spoken: updates server, CloudAPI
 */
public record TritonOptions(
    String requestId,
    SocketFactory sockets,
    Duration connectLimit,
    Duration readLimit,
    Duration writeLimit,
    Optional<URI> proxy,
    Trust trust,
    Clock clock,
    Sleeper sleeper) {

  /** From this machine, with the limits that triton-apis.md 0 suggests, without a proxy. */
  public static TritonOptions of(String requestId, Clock clock, Sleeper sleeper) {
    return new TritonOptions(
        requestId,
        SocketFactory.getDefault(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(120),
        Optional.empty(),
        Trust.AUTHORITIES,
        clock,
        sleeper);
  }

  /** The same over other sockets. */
  public TritonOptions over(SocketFactory other) {
    return new TritonOptions(
        requestId, other, connectLimit, readLimit, writeLimit, proxy, trust, clock, sleeper);
  }

  /** The same with a proxy for the updates server. */
  public TritonOptions through(Optional<URI> other) {
    return new TritonOptions(
        requestId, sockets, connectLimit, readLimit, writeLimit, other, trust, clock, sleeper);
  }

  /** The same with other limits. */
  public TritonOptions within(Duration connect, Duration read, Duration write) {
    return new TritonOptions(
        requestId, sockets, connect, read, write, proxy, trust, clock, sleeper);
  }

  /** The same believing others. */
  public TritonOptions trusting(Trust other) {
    return new TritonOptions(
        requestId, sockets, connectLimit, readLimit, writeLimit, proxy, other, clock, sleeper);
  }

  /** Whether connections begin on another machine, which then resolves the names. */
  public boolean beginElsewhere() {
    return !sockets.getClass().equals(SocketFactory.getDefault().getClass());
  }
}
