/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.store.Content;

/**
 * Where a content can be had again.
 *
 * @param words for people
 * @param content whose digest is known
 */
record Source(String words, Content content) {}
