/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

/** How an instance stands to a backup area. */
sealed interface Standing {

  /** Nobody owns it, and no snapshot says that somebody did. */
  record Free() implements Standing {}

  /** This instance owns it. */
  record Ours(OwnerRecord record, String etag) implements Standing {}

  /** Another instance owns it, or another that has the same uuid. */
  record Foreign(OwnerRecord record, String etag) implements Standing {}

  /** The area is ahead of the local tree: that was rolled back, or it is a copy of another's. */
  record Ahead(OwnerRecord record, String etag, long known) implements Standing {}

  /**
   * Its record cannot be what this program wrote.
   *
   * @param etag of the record; empty where there is none although there are snapshots
   */
  record Damaged(String reason, String etag) implements Standing {}
}
