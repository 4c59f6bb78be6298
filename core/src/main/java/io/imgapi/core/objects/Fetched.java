/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.digest.Md5;
import java.util.Optional;

/**
 * An object that was read whole and proven.
 *
 * @param path where it is in Manta
 * @param size bytes
 * @param md5 digest that was proven; empty where Manta named none
 */
public record Fetched(String path, long size, Optional<Md5> md5) {}
