/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.ownership.TakeOver;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What the operator asked for.
 *
 * @param config the configuration file
 * @param selection which state is wanted, and how much of it
 * @param newRepo whether an absent backup means a new repository
 * @param replace whether local files that differ are replaced (and set aside, not deleted)
 * @param skipMissing whether images whose files are lost are left out
 * @param parallel how many things to do side by side
 * @param bytesPerSecond most bytes of bodies to move in a second; empty for no limit
 * @param area what is allowed where the area is another instance's
 * @param dryRun whether only the plan is wanted: then nothing is locked, staged or changed
 */
public record RestoreRequest(
    Path config,
    RestoreSelection selection,
    boolean newRepo,
    boolean replace,
    boolean skipMissing,
    int parallel,
    OptionalLong bytesPerSecond,
    TakeOver area,
    boolean dryRun) {}
