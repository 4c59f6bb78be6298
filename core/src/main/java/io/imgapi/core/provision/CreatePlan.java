/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.triton.images.Image;
import io.imgapi.triton.napi.Network;
import io.imgapi.triton.papi.VmPackage;
import io.imgapi.triton.ufds.UfdsUser;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What will be done to make an instance; nothing has been yet.
 *
 * @param vm the uuid that it will have
 * @param importFrom the channel that the image is fetched from; empty where it is there
 * @param sharesImage whether the owner is put on the image's ACL
 */
public record CreatePlan(
    UUID vm,
    String alias,
    UfdsUser owner,
    Image image,
    Optional<String> importFrom,
    boolean sharesImage,
    VmPackage billing,
    Network network,
    Map<String, String> metadata,
    Map<String, String> tags) {

  public CreatePlan {
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
  }

  @Override
  public String toString() {
    return "plan of " + alias + " " + vm;
  }
}
