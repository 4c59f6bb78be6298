/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/** How the image service of a data centre itself is configured, in SAPI. */
package io.imgapi.core.mantasetup;
