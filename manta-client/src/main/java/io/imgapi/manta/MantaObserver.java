/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.time.Duration;

/**
 * Sees what a client does. Called on the threads that make the requests, so it must be thread-safe
 * and must not throw; it may block, which slows that request down (a way to limit the rate).
 *
 * <p>Paths are decoded and without query; nothing secret is ever passed.
 */
public interface MantaObserver {

  /** A request is about to be sent. Each attempt counts. */
  default void requestStarted(String method, String path) {}

  /**
   * A request is over and its answer read or abandoned.
   *
   * @param status HTTP status; 0 where no answer came
   * @param bytesSent bytes of the request body handed to the network
   * @param bytesReceived bytes of the answer's body read
   */
  default void requestEnded(
      String method, String path, int status, long bytesSent, long bytesReceived) {}

  /**
   * An attempt failed and another follows after {@code delay}.
   *
   * @param attempt number of the attempt that failed, from 1
   */
  default void retrying(String method, String path, int attempt, String reason, Duration delay) {}

  /** Bytes of a body went up since the last call. */
  default void bytesSent(long count) {}

  /** Bytes of an object's content or a listing came down since the last call. */
  default void bytesReceived(long count) {}

  /** Something an operator should know, for example that TLS certificates are not checked. */
  default void warning(String message) {}

  /** Sees nothing. */
  static MantaObserver none() {
    return new MantaObserver() {};
  }
}
