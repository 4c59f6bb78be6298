/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

/**
 * Where an upload in parts stands (manta-protocol.md 3.11).
 *
 * @param id of the upload
 * @param state parts may be put only while it is created
 * @param target decoded path of the object, as the server has it; empty where it did not say
 */
public record MultipartState(String id, State state, String target) {

  /** Where an upload stands. */
  public enum State {
    /** Takes parts. */
    CREATED,
    /** A commit or abort is being carried out. */
    FINALIZING,
    /** The object is there. */
    COMMITTED,
    /** Given up. */
    ABORTED
  }
}
