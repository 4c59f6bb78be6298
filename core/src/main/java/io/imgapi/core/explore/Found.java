/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.explore;

import io.imgapi.core.store.Entry;

/**
 * An entry with the place it was found at.
 *
 * @param path absolute and decoded
 */
public record Found(String path, Entry entry) {}
