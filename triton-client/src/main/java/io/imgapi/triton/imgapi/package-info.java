/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

/**
 * The image service of a standalone instance, as an operator asks it (triton-apis.md 10). Nothing
 * is repeated; each way in which there was no answer is an answer of its own.
 */
package io.imgapi.triton.imgapi;
