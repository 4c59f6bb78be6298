/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.history;

import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.store.ObjectStore;

/**
 * A backup area that can be reached.
 *
 * @param settings how
 * @param mirror its paths
 * @param store the store; gives up where nothing answers for minutes
 * @param workers how many things are done side by side
 */
public record Area(
    MantaSettings settings, MirrorLayout mirror, ObjectStore store, Workers workers) {}
