/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.imgapi;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the service says of itself.
 *
 * @param pong whether it answered {@code pong}
 * @param imgapi whether it calls itself an image service
 * @param version its version; a hint only, builds of one version differ
 * @param pid of its process, which is another one after a restart; told by a data centre's own
 *     service only
 * @param user as whom a signed ping was accepted; empty for an anonymous one
 */
public record Ping(
    boolean pong, boolean imgapi, String version, OptionalLong pid, Optional<String> user) {

  /** Whether this is an image service that works as far as a ping can tell: not its storage. */
  public boolean isHealthy() {
    return pong && imgapi;
  }
}
