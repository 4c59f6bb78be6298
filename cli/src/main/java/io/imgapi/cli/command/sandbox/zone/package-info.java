/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/** The commands around the zones of a sandbox: make them, boot them, take them away. */
package io.imgapi.cli.command.sandbox.zone;
