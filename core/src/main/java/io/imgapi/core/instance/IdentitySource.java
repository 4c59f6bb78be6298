/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.instance;

/** Knows which instance this is. */
public interface IdentitySource {

  /**
   * The identity; the same as long as {@link #keep} was called once.
   *
   * @throws io.imgapi.core.error.ImgapiException where it cannot be found out
   */
  InstanceIdentity identity();

  /** Keeps an identity that was made up, before it is relied on. Safe to repeat. */
  void keep(InstanceIdentity identity);
}
