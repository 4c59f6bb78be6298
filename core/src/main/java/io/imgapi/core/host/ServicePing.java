/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import java.time.Duration;
import java.util.UUID;

/** Asks the image service whether it answers. Safe at any time; nothing is repeated. */
public interface ServicePing {

  /**
   * One question over clear-text HTTP.
   *
   * @param address configured address; one that means "all interfaces" is asked on loopback
   */
  Answer ping(String address, int port, Duration limit);

  /**
   * Asks for one image, whose manifest must come.
   *
   * @param address as for {@link #ping}
   * @return {@link Kind#PONG} where the service showed it
   */
  Answer image(String address, int port, UUID image, Duration limit);

  /** What came back. */
  enum Kind {
    /** The service answered as it should. */
    PONG,
    /** Nobody listens there. */
    REFUSED,
    /** No answer in time. */
    TIMED_OUT,
    /** Something answered, but not as the image service does. */
    OTHER
  }

  /**
   * The answer.
   *
   * @param detail for {@link Kind#OTHER}, what was wrong
   */
  record Answer(Kind kind, String detail) {}
}
