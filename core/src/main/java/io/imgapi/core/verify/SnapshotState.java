/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.snapshot.SnapshotId;

/**
 * A snapshot as it really is.
 *
 * @param id its name
 * @param readable whether its list could be read to its end
 * @param lacking how many of its files cannot be had any more
 * @param mutable how many of its files the server may have replaced since, so that nothing is
 *     promised for them
 */
public record SnapshotState(SnapshotId id, boolean readable, long lacking, long mutable) {

  SnapshotState lackingMore(long more) {
    return new SnapshotState(id, readable, lacking + more, mutable);
  }

  /** {@code whole}, {@code degraded} or {@code unreadable}. */
  public String state() {
    if (!readable) {
      return "unreadable";
    }
    return lacking > 0 ? "degraded" : "whole";
  }
}
