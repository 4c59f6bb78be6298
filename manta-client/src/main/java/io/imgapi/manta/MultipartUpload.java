/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

/**
 * An upload in parts that was begun. Keep both to go on with it later.
 *
 * @param id given by the server
 * @param target where the object will be
 * @param directory where the parts are
 */
public record MultipartUpload(String id, MantaPath target, MantaPath directory) {}
