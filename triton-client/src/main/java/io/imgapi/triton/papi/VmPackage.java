/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.papi;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A package (triton-apis.md 4).
 *
 * @param owners who may use it; empty: everybody
 * @param ram MiB
 * @param quota MiB of disk
 */
public record VmPackage(
    UUID uuid,
    String name,
    String version,
    boolean active,
    Optional<String> brand,
    Optional<String> os,
    List<UUID> owners,
    long ram,
    long quota) {}
