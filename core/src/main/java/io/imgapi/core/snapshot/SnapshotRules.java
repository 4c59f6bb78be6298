/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

/**
 * How snapshots are made and kept.
 *
 * @param retention which of them are kept
 * @param largestBlob bytes of the largest image file whose content is kept by its digest; larger
 *     ones stay in the mirror. Each list says where its contents are, so this may change
 */
public record SnapshotRules(Retention retention, long largestBlob) {
  /** What holds unasked. */
  public static final SnapshotRules USUAL = new SnapshotRules(Retention.USUAL, Blobs.LARGEST);
}
