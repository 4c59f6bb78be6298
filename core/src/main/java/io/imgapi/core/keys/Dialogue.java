/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

/** What is said to the operator, and asked, in the middle of a rotation. */
public interface Dialogue {

  /** Shows how the new key is put on the account. */
  void show(KeyOnAccount key);

  /**
   * Asks whether to go on, now that the key is on the account; may wait for hours.
   *
   * @return no: the rotation rests until it is taken up again
   */
  boolean goOn();
}
