/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.vmapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A VM (triton-apis.md 8.3).
 *
 * @param image empty for brands that have none at the top level
 * @param state for example {@code running}, {@code stopped}, {@code provisioning}, {@code failed},
 *     {@code destroyed}
 * @param datasets delegated ones
 */
public record Vm(
    UUID uuid,
    String alias,
    UUID owner,
    Optional<UUID> image,
    String billing,
    String brand,
    String state,
    List<String> datasets,
    List<Nic> nics,
    ObjectNode tags,
    ObjectNode customerMetadata,
    Optional<UUID> server) {

  /** Its primary interface, else its first; empty without interfaces. */
  public Optional<Nic> primaryNic() {
    return nics.stream().filter(Nic::primary).findFirst().or(() -> nics.stream().findFirst());
  }

  /** One value of its customer metadata as text. */
  public Optional<String> metadata(String key) {
    return Optional.ofNullable(customerMetadata.get(key)).map(value -> value.asText());
  }

  @Override
  public String toString() {
    return "VM " + alias + " " + uuid;
  }
}
