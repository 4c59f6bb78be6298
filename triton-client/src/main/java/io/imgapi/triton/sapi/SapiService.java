/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.sapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * A service of an application, such as {@code imgapi} (triton-apis.md 2.2).
 *
 * @param metadata may hold private keys: never shown as a whole
 */
public record SapiService(UUID uuid, String name, UUID application, ObjectNode metadata) {
  @Override
  public String toString() {
    return "service " + name + " " + uuid;
  }
}
