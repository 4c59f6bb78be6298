/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.cloudapi;

import java.util.Map;
import java.util.UUID;

/**
 * A machine of the account (triton-apis.md 11).
 *
 * @param metadata may hold secrets of its owner: never shown as a whole
 */
public record Machine(UUID uuid, String name, Map<String, String> metadata) {
  public Machine {
    metadata = Map.copyOf(metadata);
  }

  @Override
  public String toString() {
    return "machine " + name + " " + uuid;
  }
}
