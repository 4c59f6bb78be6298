/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.error;

/**
 * The server kept answering that it is asked too often (503 {@code ThrottledError}, or 429).
 * Nothing was changed by a throttled request. The client has repeated it as its retry policy
 * allows; repeating later is safe.
 */
public final class ThrottledException extends MantaException {

  /** Reports that throttling outlasted the retries. */
  public ThrottledException(FailedRequest request) {
    super(Category.THROTTLED, request, "throttled", null);
  }
}
