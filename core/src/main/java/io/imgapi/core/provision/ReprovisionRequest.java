/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * An instance to be given another image.
 *
 * @param instance uuid or alias
 * @param image uuid, or {@code latest} of the channel
 * @param channel of the updates server; empty as for a new instance
 * @param evenSame whether it is done although the instance runs that very image
 * @param jobLimit how long the job may take
 * @param answerLimit how long the instance may take to answer after that
 * @param typed options that say how everything is reached, as they were typed; empty or beginning
 *     with a space
 */
public record ReprovisionRequest(
    String instance,
    String image,
    Optional<String> channel,
    boolean evenSame,
    Duration importLimit,
    Duration jobLimit,
    Duration answerLimit,
    String typed) {

  /** What to type to wait for the answer of an instance that has its image. */
  public String again(UUID image) {
    return "imgapi reprovision " + instance + " " + image + typed;
  }

  /** What to type to go back to the image that the instance ran before. */
  public String back(UUID former) {
    return "imgapi reprovision " + instance + " " + former + " --no-backup-check" + typed;
  }
}
