/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.error;

/**
 * The calling thread was interrupted (its interrupt flag is set again) or the client was closed
 * while the request ran. A write may have been carried out or not.
 */
public final class StoppedException extends MantaException {

  /** Reports a request that was stopped from this side. */
  public StoppedException(FailedRequest request, Throwable cause) {
    super(Category.STOPPED, request, "stopped", cause);
  }
}
