/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import java.util.Map;

/**
 * What a server has done since its start.
 *
 * @param requests number of requests by method
 * @param mutating number of PUT, POST and DELETE requests
 * @param bytesIn bytes of request bodies received
 * @param bytesOut bytes of response bodies sent
 * @param cpuSeconds processor time of the whole process, in seconds
 */
public record MantaStats(
    Map<String, Long> requests, long mutating, long bytesIn, long bytesOut, double cpuSeconds) {}
