/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton;

/**
 * The thread was asked to stop while a service was being called; its mark is set again. Says
 * nothing of the service, nor whether a change that was asked for was made.
 */
public final class CallInterruptedException extends RuntimeException {

  /**
   * A call that was broken off.
   *
   * @param call service, method and address
   */
  public CallInterruptedException(String call, Throwable cause) {
    super("interrupted during " + call, cause);
  }
}
