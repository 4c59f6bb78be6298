/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.images;

/**
 * A channel of the updates server (triton-apis.md 7.1).
 *
 * @param isDefault whether it is meant where none is named
 */
public record Channel(String name, String description, boolean isDefault) {}
