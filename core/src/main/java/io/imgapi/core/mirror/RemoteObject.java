/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import io.imgapi.core.digest.Md5;

/**
 * An object of the mirror as it was listed.
 *
 * @param md5 digest of its content
 * @param etag its version
 * @param size its bytes
 */
public record RemoteObject(Md5 md5, String etag, long size) {}
