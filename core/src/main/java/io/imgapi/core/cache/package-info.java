/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * What a run may take from earlier ones instead of reading it again: the digests of local files,
 * and what the mirror held. Everything here may be lost or thrown away at any time; then it is
 * read.
 */
package io.imgapi.core.cache;
