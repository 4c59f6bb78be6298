/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * Who may write to a backup area: {@code owner.json} in Manta, its counterpart in {@code run/}, and
 * the compare-and-swap between them, so that two instances never write to one area.
 */
package io.imgapi.core.ownership;
