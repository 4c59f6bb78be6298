/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.datacenter;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.FieldError;
import io.imgapi.triton.TritonException;

/** Puts a failed call into an operator's terms. */
public final class TritonFailures {
  private TritonFailures() {}

  /**
   * The failure of a call, with the service's own words, its request id, and the exit status of its
   * kind.
   *
   * @param what what could not be done, for example {@code the package cannot be looked up}
   */
  public static ImgapiException of(String what, TritonException e) {
    ImgapiException failure =
        ImgapiException.of(status(e.kind()), what + ": " + words(e))
            .causedBy(e)
            .with("call", e.call());
    return e.requestId().map(id -> failure.with("request id", id)).orElse(failure);
  }

  private static ExitCode status(TritonException.Kind kind) {
    return switch (kind) {
      case REFUSED -> ExitCode.AUTH_REFUSED;
      case UNAVAILABLE, UNREACHABLE -> ExitCode.REMOTE_UNAVAILABLE;
      case ABSENT, REJECTED, CONFLICT, NOT_UNDERSTOOD -> ExitCode.FAILED;
    };
  }

  private static String words(TritonException e) {
    StringBuilder text = new StringBuilder();
    if (!e.code().isEmpty()) {
      text.append(e.code()).append(": ");
    }
    text.append(e.getMessage());
    for (FieldError error : e.errors()) {
      text.append("; ").append(error.field()).append(": ").append(error.code());
      if (!error.message().isEmpty()) {
        text.append(", ").append(error.message());
      }
    }
    return text.toString();
  }
}
