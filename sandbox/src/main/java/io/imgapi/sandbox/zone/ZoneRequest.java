/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone;

import java.util.Map;

/**
 * A zone that is to be made.
 *
 * @param alias letters, digits, {@code .}, {@code _} and {@code -}
 * @param metadata what its set-up reads, key to value; goes before what the sandbox would set
 * @param manta whether the sandbox's Manta is set where the metadata do not name one
 * @param registerKey whether the instance key that its set-up makes is put on the Manta account
 * @param uuid its own; empty for a random one
 */
public record ZoneRequest(
    String alias, Map<String, String> metadata, boolean manta, boolean registerKey, String uuid) {

  /** Copies the metadata; who does not know of the uuid leaves it out. */
  public ZoneRequest {
    metadata = Map.copyOf(metadata);
    uuid = uuid == null ? "" : uuid;
  }

  /** A zone that stores images in the sandbox's Manta, with a key that Manta knows. */
  public static ZoneRequest of(String alias) {
    return new ZoneRequest(alias, Map.of(), true, true);
  }

  /** A zone whose uuid does not matter. */
  public ZoneRequest(
      String alias, Map<String, String> metadata, boolean manta, boolean registerKey) {
    this(alias, metadata, manta, registerKey, "");
  }

  /** The same with a uuid that was chosen before. */
  public ZoneRequest withUuid(String chosen) {
    return new ZoneRequest(alias, metadata, manta, registerKey, chosen);
  }
}
