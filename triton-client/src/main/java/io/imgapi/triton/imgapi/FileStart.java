/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.imgapi;

import java.util.OptionalLong;

/**
 * How the sending of an image's file begins.
 *
 * @param bytes how many came before it was given up, at most as many as were wanted
 * @param size of the whole file; empty where the service did not say
 */
public record FileStart(int bytes, OptionalLong size) {}
