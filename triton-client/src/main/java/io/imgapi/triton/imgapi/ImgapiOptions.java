/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.imgapi;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import javax.net.SocketFactory;

/**
 * How a service is reached.
 *
 * @param base scheme, host and port, for example {@code https://127.0.0.1:443}
 * @param sockets makes unconnected sockets; those of a tunnel where the service is behind one
 * @param trust which certificates are accepted
 * @param limit how long one question may take in all
 * @param clock for signed requests
 */
public record ImgapiOptions(
    URI base, SocketFactory sockets, Trust trust, Duration limit, Clock clock) {
  private static final Duration USUAL = Duration.ofSeconds(5);

  /** Straight from this machine, with certificates checked, five seconds for each question. */
  public static ImgapiOptions at(URI base, Clock clock) {
    return new ImgapiOptions(base, SocketFactory.getDefault(), Trust.AUTHORITIES, USUAL, clock);
  }

  /** The same over other sockets. */
  public ImgapiOptions over(SocketFactory other) {
    return new ImgapiOptions(base, other, trust, limit, clock);
  }

  /** The same with other trust. */
  public ImgapiOptions trusting(Trust other) {
    return new ImgapiOptions(base, sockets, other, limit, clock);
  }

  /** The same with another limit. */
  public ImgapiOptions within(Duration other) {
    return new ImgapiOptions(base, sockets, trust, other, clock);
  }

  /** Whether the service is asked over TLS. */
  boolean speaksTls() {
    return base.getScheme().equalsIgnoreCase("https");
  }
}
