/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.digest.Md5;
import java.time.Instant;

/**
 * One entry of a directory.
 *
 * @param name last component of its path, decoded
 * @param directory whether it is a directory; then etag is empty, size 0 and md5 null
 * @param etag version of an object
 * @param size bytes of an object
 * @param md5 digest of an object, or null where the store does not say
 * @param modified when it was written, by the store's clock
 */
public record Entry(
    String name, boolean directory, String etag, long size, Md5 md5, Instant modified) {}
