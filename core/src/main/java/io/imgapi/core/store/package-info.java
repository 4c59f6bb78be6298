/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * The object store as the jobs see it, its Manta adapter, and decorators that add one behaviour
 * each: giving up, a rate limit, refusing to write.
 */
package io.imgapi.core.store;
