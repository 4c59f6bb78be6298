/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * The machine an instance lives on: running its commands, its service control, its zone metadata,
 * and whether its service answers.
 */
package io.imgapi.core.host;
