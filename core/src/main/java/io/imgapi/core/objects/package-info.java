/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * The few calls on objects and directories in Manta that an operator makes by hand: list, find,
 * describe, get, put, remove.
 */
package io.imgapi.core.objects;
