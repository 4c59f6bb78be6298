/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * The keys with which users sign requests to the image service (operator-scripts.md 5.5): files of
 * an operator on the machine, and files that the service fetches from Manta.
 */
package io.imgapi.core.authkeys;
