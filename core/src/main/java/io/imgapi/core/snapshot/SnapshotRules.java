/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import java.util.Optional;

/**
 * How snapshots are made and kept.
 *
 * @param retention which of them are kept; empty where this run lets nothing go
 * @param largestBlob bytes of the largest image file whose content is kept by its digest; larger
 *     ones stay in the mirror. Each list says where its contents are, so this may change
 */
public record SnapshotRules(Optional<Retention> retention, long largestBlob) {
  /** What holds unasked. */
  public static final SnapshotRules USUAL =
      new SnapshotRules(Optional.of(Retention.USUAL), Blobs.LARGEST);

  /** Snapshots are made and none is let go. */
  public static final SnapshotRules KEEPING_ALL =
      new SnapshotRules(Optional.empty(), Blobs.LARGEST);
}
