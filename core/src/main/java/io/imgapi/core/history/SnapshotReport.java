/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.history;

import io.imgapi.core.snapshot.SnapshotHeader;
import io.imgapi.core.snapshot.SnapshotId;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots of an area as they really are.
 *
 * @param snapshots oldest first
 * @param heldBytes bytes that are there only because a snapshot other than the newest needs them
 */
public record SnapshotReport(List<Line> snapshots, long heldBytes) {

  /**
   * One snapshot.
   *
   * @param id its name
   * @param header what it says of itself; empty where its list cannot be read
   * @param lacking how many of its files cannot be had any more; zero for one that is whole
   * @param lackingBytes their bytes
   * @param lacks the first of them, by path
   * @param problem why its list cannot be read; empty where it can
   */
  public record Line(
      SnapshotId id,
      Optional<SnapshotHeader> header,
      long lacking,
      long lackingBytes,
      List<String> lacks,
      String problem) {

    /** {@code whole}, {@code degraded} or {@code unreadable}. */
    public String state() {
      if (header.isEmpty()) {
        return "unreadable";
      }
      return lacking > 0 ? "degraded" : "whole";
    }
  }
}
