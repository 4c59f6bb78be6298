/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * The two sides of a backup: the local trees and their mirror in the store, each read whole and
 * never taken for complete when it was not.
 */
package io.imgapi.core.mirror;
