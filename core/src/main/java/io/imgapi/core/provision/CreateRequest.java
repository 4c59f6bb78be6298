/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.registration.KeyWait;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An instance to be made.
 *
 * @param owner login or uuid
 * @param image uuid, or {@code latest} of the channel
 * @param billing name or uuid of the package
 * @param channel of the updates server; empty: the data centre's, else the server's default
 * @param network name or uuid of a network or pool; empty: the external one
 * @param keyWait how long Manta is asked whether it accepts the instance's key, where that is put
 *     on the account
 * @param importLimit how long an import may take
 * @param provisionLimit how long the VM may take to be made
 * @param answerLimit how long the instance may take to answer after that
 * @param next what is typed where this breaks off
 */
public record CreateRequest(
    String owner,
    String image,
    String billing,
    String alias,
    Optional<String> channel,
    Map<String, String> metadata,
    Map<String, String> tags,
    Optional<String> network,
    KeyWait keyWait,
    UUID vm,
    Duration importLimit,
    Duration provisionLimit,
    Duration answerLimit,
    TypeNext next) {

  public CreateRequest {
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
  }

  @Override
  public String toString() {
    return "instance " + alias;
  }
}
