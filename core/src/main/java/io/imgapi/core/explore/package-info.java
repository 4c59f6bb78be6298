/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * Single calls to Manta for an operator who looks into something: list, find, read, write, remove,
 * describe. Nothing here knows of backups.
 */
package io.imgapi.core.explore;
