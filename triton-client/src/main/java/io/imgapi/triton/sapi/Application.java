/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.sapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * An application, such as {@code sdc} or {@code manta} (triton-apis.md 2.1).
 *
 * @param metadata full of secrets: never shown
 * @param master whether it lives in the master data centre
 */
public record Application(UUID uuid, String name, UUID owner, ObjectNode metadata, boolean master) {
  @Override
  public String toString() {
    return "application " + name + " " + uuid;
  }
}
