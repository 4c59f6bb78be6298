/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What the operator asked for.
 *
 * @param config the configuration file
 * @param parallel how many things to do side by side
 * @param bytesPerSecond most bytes of bodies to move in a second; empty for no limit
 * @param readPercent how much of the contents to read and hash, 0 to 100
 * @param local whether the local trees are to be checked instead of the backup area
 * @param repair whether to put right what can be proven
 * @param dryRun whether only to say what a repair would do
 */
public record VerifyRequest(
    Path config,
    int parallel,
    OptionalLong bytesPerSecond,
    int readPercent,
    boolean local,
    boolean repair,
    boolean dryRun) {}
