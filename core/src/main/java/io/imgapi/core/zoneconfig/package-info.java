/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * The instance's own configuration in its backup area: everything of {@code etc/} that is no
 * secret.
 */
package io.imgapi.core.zoneconfig;
