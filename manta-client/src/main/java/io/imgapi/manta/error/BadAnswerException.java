/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.error;

/**
 * The server, or something between, answered what the protocol does not know: a redirect, malformed
 * JSON, a listing that goes round in circles. Says nothing about what is stored. The client does
 * not repeat it.
 */
public final class BadAnswerException extends MantaException {

  /** Reports an answer that cannot be used. */
  public BadAnswerException(FailedRequest request, Throwable cause) {
    super(Category.BAD_ANSWER, request, "answer not understood", cause);
  }
}
