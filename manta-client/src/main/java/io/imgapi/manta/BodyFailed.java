/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.io.IOException;

/** The caller's own body threw; carries that to the operation, which throws it on unchanged. */
final class BodyFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BodyFailed(Throwable callers) {
    super(callers.getMessage(), callers, false, false);
  }

  /** Throws what the caller threw. */
  RuntimeException rethrow() throws IOException {
    Throwable callers = getCause();
    if (callers instanceof IOException e) {
      throw e;
    }
    if (callers instanceof Error e) {
      throw e;
    }
    throw (RuntimeException) callers;
  }
}
