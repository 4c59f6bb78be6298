/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.run.RotationJournal;
import java.util.Optional;

/**
 * What will be done.
 *
 * @param underWay the rotation that was begun and is not finished; empty where there is none
 * @param old the key that the configuration names now
 * @param oldKey its file as the configuration has it
 * @param retired whether that file is put away at the end; a key that is not the instance's own
 *     stays
 */
public record RotationPlan(
    Optional<RotationJournal> underWay, KeyOnAccount old, String oldKey, boolean retired) {}
