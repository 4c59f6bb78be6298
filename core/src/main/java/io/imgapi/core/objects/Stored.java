/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.digest.Md5;

/**
 * An object that Manta has and whose MD5 Manta confirmed.
 *
 * @param path where it is in Manta
 * @param size bytes
 * @param md5 digest
 * @param etag version
 */
public record Stored(String path, long size, Md5 md5, String etag) {}
