/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import java.util.UUID;

/**
 * What an operator types to go on with an instance that was begun.
 *
 * @param create options for {@code create}, as they were typed; empty or beginning with a space
 * @param register options for {@code register-key}, likewise
 */
public record TypeNext(String create, String register) {

  /** To go on with a VM. */
  public String resume(UUID vm) {
    return "imgapi create --resume " + vm + create;
  }

  /** To put an instance's key on its account. */
  public String registerKey(UUID vm) {
    return "imgapi register-key " + vm + register;
  }
}
