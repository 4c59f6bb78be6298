/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.error;

/**
 * The store has no space (507 {@code NotEnoughSpace}) or the directory holds as many entries as it
 * may (409 {@code DirectoryLimitExceeded}, manta-protocol.md 1.4). Nothing was stored. The client
 * does not repeat it.
 */
public final class FullException extends MantaException {

  /** Reports a full store or directory. */
  public FullException(FailedRequest request) {
    super(Category.FULL, request, "no room", null);
  }

  /** Whether it is the directory and not the store that is full. */
  public boolean directory() {
    return code().equals("DirectoryLimitExceeded");
  }
}
