/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * Archives of small files, {@code .tar.gz}: written so that the same content gives the same bytes,
 * read as if whoever wrote them meant harm.
 */
package io.imgapi.core.archive;
