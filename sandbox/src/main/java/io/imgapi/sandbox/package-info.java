/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * A whole small Triton on loopback, for trying, demonstrating and testing.
 *
 * <p>It shares no signing or protocol code with the clients: if it did, one misreading would make
 * both sides agree on a wrong wire format.
 */
package io.imgapi.sandbox;
