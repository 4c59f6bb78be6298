/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What will be done to make an instance; nothing has been yet.
 *
 * @param vm the uuid that it will have
 * @param importFrom the channel that the image is fetched from; empty where it is there
 * @param sharesImage whether the owner is put on the image's ACL
 * @param keyPlace through what the instance's key is put on its Manta account; empty: it is not
 */
public record CreatePlan(
    UUID vm,
    String alias,
    Owner owner,
    Chosen image,
    Optional<String> importFrom,
    boolean sharesImage,
    Size billing,
    Chosen network,
    Map<String, String> metadata,
    Map<String, String> tags,
    Optional<String> keyPlace) {

  /** The account that it belongs to. */
  public record Owner(UUID uuid, String login) {}

  /**
   * An image, or a network.
   *
   * @param detail an image's version; of a network, whether it is a pool
   */
  public record Chosen(UUID uuid, String name, String detail) {}

  /**
   * A package.
   *
   * @param ram MiB
   */
  public record Size(UUID uuid, String name, String version, long ram) {}

  public CreatePlan {
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
  }

  @Override
  public String toString() {
    return "plan of " + alias + " " + vm;
  }
}
