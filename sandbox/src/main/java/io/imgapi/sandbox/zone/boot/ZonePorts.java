/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;

/**
 * The ports of a zone on 127.0.0.1, kept for as long as it exists.
 *
 * @param http of its IMGAPI
 * @param https of its TLS front end
 */
public record ZonePorts(int http, int https) {

  // Below the range from which systems take the ports of outgoing connections, any of which could
  // otherwise sit on a zone's port when the zone comes back.
  private static final int FIRST = 18_000;
  private static final int COUNT = 14_000;

  /**
   * Chooses two ports that nobody has at this moment.
   *
   * @param seed where to begin to look, so that sandboxes side by side do not run into each other
   * @param taken ports of other zones, whether they run or not
   * @throws IOException when there are none
   */
  static ZonePorts choose(String seed, Set<Integer> taken) throws IOException {
    int first = -1;
    for (int i = 0; i < COUNT; i++) {
      int port = FIRST + Math.floorMod(seed.hashCode() + i, COUNT);
      if (taken.contains(port) || !isFree(port)) {
        continue;
      }
      if (first >= 0) {
        return new ZonePorts(first, port);
      }
      first = port;
    }
    throw new IOException("no free ports from " + FIRST + " to " + (FIRST + COUNT - 1));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
