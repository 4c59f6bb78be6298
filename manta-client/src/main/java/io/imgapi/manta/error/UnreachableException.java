/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.error;

/**
 * No usable answer: the network failed, time ran out, or the server answered 5xx - after the
 * retries that were safe. It says nothing about whether the object exists.
 *
 * <p>Where {@link #maybeApplied()} is true a write may have taken effect although no answer told
 * so: look (HEAD, compare the etag or the content) before repeating it.
 */
public final class UnreachableException extends MantaException {
  private final boolean maybeApplied;

  /** Reports that no usable answer came. */
  public UnreachableException(FailedRequest request, boolean maybeApplied, Throwable cause) {
    super(
        Category.UNREACHABLE,
        request,
        maybeApplied ? "no answer, and it may have been carried out" : "no answer",
        cause);
    this.maybeApplied = maybeApplied;
  }

  /**
   * Whether the request may have been carried out. Always false for reads and for writes that
   * provably never reached the server or were refused by it before they began.
   */
  public boolean maybeApplied() {
    return maybeApplied;
  }
}
