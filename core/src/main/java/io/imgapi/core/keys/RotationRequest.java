/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a rotation goes about its work.
 *
 * @param config the instance's configuration file
 * @param command what an operator types for this instance, for example {@code imgapi rotate-key
 *     --root /zones/a}; options are added to it
 * @param timeout how long Manta may take to accept the new key, and a backup to end
 * @param settle how long Manta must have accepted it, answer by answer
 * @param waitForBackup whether a running backup may end by itself
 */
public record RotationRequest(
    Path config, String command, Duration timeout, Duration settle, boolean waitForBackup) {

  String toResume() {
    return command + " --resume";
  }

  String toAbort() {
    return command + " --abort";
  }
}
