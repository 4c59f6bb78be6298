/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.Md5;

/** Keeps small contents for snapshots before they reach the mirror. */
@FunctionalInterface
interface ContentKeeper {

  /** Keeps it, where it belongs to an image; at most once each. */
  void keep(String path, byte[] bytes, Md5 md5);
}
