/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * What is told of each command: its help, its manual page and how a shell completes it, all from
 * the command's own model.
 */
package io.imgapi.cli.manual;
