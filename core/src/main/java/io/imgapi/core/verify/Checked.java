/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

/**
 * How much was checked.
 *
 * @param manifests manifests that were read
 * @param files files that were held against what manifests say of them
 * @param mantaFiles files that the service itself keeps in Manta, held against their manifests
 * @param sizeOnly of {@code files} and {@code mantaFiles}, those whose manifest says no MD5, so
 *     that a listing can only tell their size
 * @param contents files that snapshots list, each counted in each snapshot
 * @param readFiles contents that were read and hashed
 * @param readBytes their bytes
 */
public record Checked(
    long manifests,
    long files,
    long mantaFiles,
    long sizeOnly,
    long contents,
    long readFiles,
    long readBytes) {}
