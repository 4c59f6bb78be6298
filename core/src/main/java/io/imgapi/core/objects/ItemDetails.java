/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import java.util.Map;

/**
 * Everything Manta tells of one path without sending its content.
 *
 * @param item the object or directory
 * @param entries entries of a directory; -1 for an object, or where Manta does not say
 * @param contentDisposition as stored; empty where there is none
 * @param metadata user metadata, names with their {@code m-}
 */
public record ItemDetails(
    Item item, long entries, String contentDisposition, Map<String, String> metadata) {}
