/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.boot;

/**
 * What is kept of a zone outside its root, in {@code zone.json}.
 *
 * @param schema version of this form
 * @param alias its name
 * @param uuid its own
 * @param ports where it listens
 * @param registerKey whether its instance key is put on the Manta account after set-up
 */
public record ZoneRecord(
    int schema, String alias, String uuid, ZonePorts ports, boolean registerKey) {

  /** The version of the form that this program writes. */
  static final int SCHEMA = 1;
}
