/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import java.util.Optional;

/** Tells from the two records how an instance stands to an area. */
final class Decision {
  private Decision() {}

  /**
   * Decides.
   *
   * @param own what this instance knows; empty where it never owned anything
   * @param instance its uuid
   * @param record what the area says
   * @param etag of that record
   */
  static Standing of(Optional<OwnToken> own, String instance, OwnerRecord record, String etag) {
    boolean same =
        record.instance().equals(instance)
            && own.filter(mine -> mine.token().equals(record.token())).isPresent();
    if (!same) {
      return new Standing.Foreign(record, etag);
    }
    long known = Math.max(own.get().recorded(), own.get().intended());
    boolean pending = own.get().intended() > own.get().recorded();
    boolean copys = pending && record.seq() == known && !record.run().equals(own.get().run());
    if (record.seq() > known || copys) {
      return new Standing.Ahead(record, etag, own.get().recorded());
    }
    if (record.seq() == known || (pending && record.seq() == known - 1)) {
      // The newest that was meant: a lost answer. One below it: it never arrived.
      return new Standing.Ours(record, etag);
    }
    return new Standing.Damaged(
        "its seq is " + record.seq() + ", this instance has already written " + known, etag);
  }
}
