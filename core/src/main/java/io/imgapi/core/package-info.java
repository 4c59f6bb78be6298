/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * What an operator does with a standalone IMGAPI, one package per job.
 *
 * <p>Nothing in here knows a terminal, a command line or an HTTP library: effects come in through
 * ports, results go out as records.
 */
package io.imgapi.core;
