/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.auth;

/** A request whose proof does not hold. */
public final class AuthFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /**
   * Makes a failure.
   *
   * @param status HTTP status, as in the table of manta-protocol.md 2.5
   * @param code Manta's error code
   * @param message text for the caller
   */
  public AuthFailure(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static AuthFailure invalidHeader(String message) {
    return new AuthFailure(400, "InvalidHeader", message);
  }

  static AuthFailure forbidden(String code, String message) {
    return new AuthFailure(403, code, message);
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns Manta's error code. */
  public String code() {
    return code;
  }
}
