/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

/**
 * An object that was stored and proven.
 *
 * @param etag of the new object, raw and unquoted; new for every put, also of the same content
 * @param md5 of what the server received, in base64; equal to what was sent
 * @param size bytes sent
 */
public record PutResult(String etag, String md5, long size) {}
