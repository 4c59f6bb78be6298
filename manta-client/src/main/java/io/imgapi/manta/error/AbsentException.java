/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.error;

/**
 * The server answered that what was asked for is not there (404). Repeating is pointless; the
 * client does not.
 *
 * <p>A path can be absent itself ({@code ResourceNotFound}) or, on a put, have no parent ({@code
 * DirectoryDoesNotExist}), manta-protocol.md 4. Manta also answers an unknown route with 404.
 */
public final class AbsentException extends MantaException {

  /** Reports an absent path. */
  public AbsentException(FailedRequest request) {
    super(Category.ABSENT, request, "is not there", null);
  }

  /** Whether it is the parent directory of the path that is missing. */
  public boolean parentMissing() {
    return code().equals("DirectoryDoesNotExist");
  }
}
