/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta.error;

import java.util.Set;

/**
 * The server understood the request and will not do it (401, 403 and other 4xx), or the path names
 * something else than the operation needs. Repeating is pointless; the client does not.
 *
 * <p>Two codes are given by this client itself: {@link #NOT_A_DIRECTORY} and {@link
 * #NOT_AN_OBJECT}.
 */
public final class RefusedException extends MantaException {
  /** A directory was needed and the path names an object. */
  public static final String NOT_A_DIRECTORY = "NotADirectory";

  /** An object was needed and the path names a directory. */
  public static final String NOT_AN_OBJECT = "NotAnObject";

  // manta-protocol.md 2.5: everything that concerns who signed, not what may be done.
  private static final Set<String> KEY_CODES =
      Set.of(
          "AccountBlocked",
          "AccountDoesNotExist",
          "AuthorizationRequired",
          "AuthorizationSchemeNotAllowed",
          "InvalidAlgorithm",
          "InvalidAuthenticationToken",
          "InvalidHttpAuthenticationToken",
          "InvalidKeyId",
          "InvalidQueryStringAuthentication",
          "InvalidSignature",
          "KeyDoesNotExist",
          "SecureTransportRequired",
          "UserDoesNotExist");

  /** Reports a refusal. */
  public RefusedException(FailedRequest request) {
    super(Category.REFUSED, request, "refused", null);
  }

  /**
   * Whether the server does not accept the account, the key or its signature - as opposed to
   * accepting them and forbidding the operation. A key just added to an account answers like this
   * until it has spread.
   */
  public boolean authentication() {
    return KEY_CODES.contains(code()) || status() == 401;
  }
}
