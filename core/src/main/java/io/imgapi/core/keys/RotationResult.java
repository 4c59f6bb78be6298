/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.run.RotationJournal.State;
import java.util.Optional;

/**
 * How it ended.
 *
 * @param state what was reached; {@link State#GENERATED} and no keys where it was given up
 * @param aborted whether it was given up
 * @param current the key that the service uses now
 * @param leaving the key that may now be taken off the account; empty while that would be too early
 * @param kept where the pair that is not used any more lies; empty where it was deleted or stayed
 */
public record RotationResult(
    State state,
    boolean aborted,
    Optional<KeyOnAccount> current,
    Optional<KeyOnAccount> leaving,
    String kept) {}
