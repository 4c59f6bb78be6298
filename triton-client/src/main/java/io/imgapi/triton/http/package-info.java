/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * What the clients of all services over HTTP share: one request, its answer, and what a failure
 * means. For the clients of this module only.
 */
package io.imgapi.triton.http;
