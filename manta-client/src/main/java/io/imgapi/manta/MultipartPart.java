/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

/**
 * A part that was uploaded and proven.
 *
 * @param number from 0
 * @param etag needed for the commit; a part put again has a new one
 * @param size bytes
 */
public record MultipartPart(int number, String etag, long size) {}
