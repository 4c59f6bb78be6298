/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * What a standalone zone needs on its root disk. A new root disk takes all of it along, while
 * {@code /data} stays (operator-scripts.md 2): so each piece is made from what lies there and from
 * the zone's metadata, and may be made again at any time.
 */
package io.imgapi.core.rootdisk;
