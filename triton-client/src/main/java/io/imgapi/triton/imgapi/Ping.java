/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.imgapi;

import java.util.Optional;

/**
 * What the service says of itself.
 *
 * @param pong whether it answered {@code pong}
 * @param imgapi whether it calls itself an image service
 * @param version its version; a hint only, builds of one version differ
 * @param user as whom a signed ping was accepted; empty for an anonymous one
 */
public record Ping(boolean pong, boolean imgapi, String version, Optional<String> user) {

  /** Whether this is an image service that works as far as a ping can tell: not its storage. */
  public boolean isHealthy() {
    return pong && imgapi;
  }
}
