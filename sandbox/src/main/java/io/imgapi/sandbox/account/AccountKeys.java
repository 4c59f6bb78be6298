/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.account;

import java.util.Optional;

/** The port through which the services learn which accounts exist and which keys they hold. */
public interface AccountKeys {

  /** Returns an account by its login, or empty when there is none of that name. */
  Optional<Account> account(String login);

  /**
   * Returns a number that changes whenever any account or key changed, so that answers derived from
   * older state can be dropped.
   */
  long revision();
}
