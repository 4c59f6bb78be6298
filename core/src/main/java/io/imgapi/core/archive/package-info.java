/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/** Archives of small files, the same bytes for the same content, and read without any trust. */
package io.imgapi.core.archive;
