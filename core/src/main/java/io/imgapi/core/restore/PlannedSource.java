/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.ownership.SeenOwner;
import io.imgapi.core.run.MirrorLoss;
import io.imgapi.core.snapshot.SnapshotId;
import java.util.Optional;

/**
 * Where a restore takes from.
 *
 * @param area the backup area
 * @param snapshot the state that is restored; empty for the mirror as it is
 * @param manifests manifests that it has
 * @param loses what leaves the mirror with the backup that follows
 * @param owner whose the area is; empty where nothing is written to it, so that nobody asked
 */
public record PlannedSource(
    String area,
    Optional<SnapshotId> snapshot,
    int manifests,
    MirrorLoss loses,
    Optional<SeenOwner> owner) {}
