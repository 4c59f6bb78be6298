/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/** What root's crontab runs of this program, and what of the original tools it still runs. */
package io.imgapi.core.schedule;
