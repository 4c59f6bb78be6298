/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

/** A place where files are kept that does not do what was asked. */
final class StorageFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean down;

  private StorageFailure(boolean down, String message, Throwable cause) {
    super(message, cause);
    this.down = down;
  }

  /** Cannot be reached, or says that it is out of order. */
  static StorageFailure down(String message, Throwable cause) {
    return new StorageFailure(true, message, cause);
  }

  /** Answers, but not with what was asked. */
  static StorageFailure refused(String message) {
    return new StorageFailure(false, message, null);
  }

  /** Returns how the API says it: nothing of the cause, which the log has. */
  ApiError answer(String what) {
    return down
        ? new ApiError(503, "StorageIsDown", "storage is down at the moment")
        : ApiError.internal(what + ": " + getMessage());
  }
}
