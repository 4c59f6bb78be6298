/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

/** Ends the handling of a request whose connection is gone, or is to go without an answer. */
final class ConnectionDropped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean reset;

  ConnectionDropped(boolean reset, Throwable cause) {
    super("connection dropped", cause, false, false);
    this.reset = reset;
  }

  static ConnectionDropped byReset() {
    return new ConnectionDropped(true, null);
  }

  static ConnectionDropped byClose() {
    return new ConnectionDropped(false, null);
  }

  /** Returns whether the peer is to see a reset rather than an orderly end. */
  boolean reset() {
    return reset;
  }
}
