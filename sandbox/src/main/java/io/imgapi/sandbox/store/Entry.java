/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

import java.util.Map;

/** What the index holds for one name. */
public sealed interface Entry permits DirectoryEntry, ObjectEntry {

  /**
   * Returns the number of the write that made this record. It differs after every change, also
   * after one of metadata only, and is what compare-and-swap compares (manta-protocol.md 3.12).
   */
  long version();

  /** Returns the time of the last change in milliseconds since the epoch. */
  long mtime();

  /** Returns the stored headers: lower-case names, in the order in which they came. */
  Map<String, String> headers();
}
