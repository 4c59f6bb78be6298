/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.auth;

/**
 * Who sends a request.
 *
 * @param login the account whose key signed; empty for nobody
 */
public record Caller(String login) {

  /** A request without credentials. */
  public static final Caller ANONYMOUS = new Caller("");

  /** Returns whether no credentials were given. */
  public boolean isAnonymous() {
    return login.isEmpty();
  }
}
