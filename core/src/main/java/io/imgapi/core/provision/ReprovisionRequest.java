/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import java.time.Duration;
import java.util.Optional;

/**
 * An instance to be given another image.
 *
 * @param instance uuid or alias
 * @param image uuid, or {@code latest} of the channel
 * @param channel of the updates server; empty as for a new instance
 * @param evenSame whether it is done although the instance runs that very image
 * @param jobLimit how long the job may take
 * @param answerLimit how long the instance may take to answer after that
 */
public record ReprovisionRequest(
    String instance,
    String image,
    Optional<String> channel,
    boolean evenSame,
    Duration importLimit,
    Duration jobLimit,
    Duration answerLimit) {}
