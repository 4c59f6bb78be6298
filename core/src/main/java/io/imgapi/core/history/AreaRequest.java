/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.history;

import io.imgapi.core.ownership.TakeOver;
import java.nio.file.Path;

/**
 * Which backup area is meant, and how to go about it.
 *
 * @param config the configuration file
 * @param parallel how many things to do side by side
 * @param area what is allowed where the area is not simply this instance's
 * @param dryRun whether only the plan is wanted: then nothing is locked or changed
 */
public record AreaRequest(Path config, int parallel, TakeOver area, boolean dryRun) {}
