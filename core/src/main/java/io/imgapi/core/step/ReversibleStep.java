/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.step;

/** A step that can be taken back, to the byte. */
public interface ReversibleStep extends Step {

  /** The step that takes it back. */
  Step removal();
}
