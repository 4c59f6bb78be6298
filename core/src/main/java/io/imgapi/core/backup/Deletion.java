/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

/**
 * An object of the mirror that has to go.
 *
 * @param relative path relative to its tree, for example {@code <uuid>.raw}
 * @param etag the version that was listed; another one is not deleted
 * @param goneLocally whether the reason is that the local file is gone, as opposed to the mirror
 *     copy of an upload's leftover
 */
public record Deletion(String relative, String etag, boolean goneLocally) {}
