/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * Holds a backup area, or the local trees, against what manifests and snapshots promise of them.
 */
package io.imgapi.core.verify;
