/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.instance;

/**
 * Which instance this is.
 *
 * @param uuid of the zone, or of this tree where it is not a zone's root
 * @param alias what operators call it
 * @param datacenter empty where it is not known
 */
public record InstanceIdentity(String uuid, String alias, String datacenter) {}
