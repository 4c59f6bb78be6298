/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * Points in time of a backup area that can be gone back to: their lists, their content, and which
 * of them are kept.
 */
package io.imgapi.core.snapshot;
