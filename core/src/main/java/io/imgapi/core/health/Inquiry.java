/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import java.util.List;

/**
 * Checks that follow from one another: they share a connection or what one of them found, and are
 * made one after the other. Several inquiries are made side by side.
 */
interface Inquiry {

  /** The checks that it makes, in its order. */
  List<CheckName> checks();

  /** Makes them. May be interrupted, and may be left alone when its time is over. */
  void make(Findings findings);
}
