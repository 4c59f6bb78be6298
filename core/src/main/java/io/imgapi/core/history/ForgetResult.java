/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.history;

import io.imgapi.core.prune.PruneResult;
import io.imgapi.core.snapshot.SnapshotId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was forgotten.
 *
 * @param image which
 * @param snapshots those that were changed, oldest first
 * @param swept what went because nothing needs it any more; empty where the mirror still has the
 *     image, so that the next backup has to take it out first
 */
public record ForgetResult(UUID image, List<SnapshotId> snapshots, Optional<PruneResult> swept) {}
