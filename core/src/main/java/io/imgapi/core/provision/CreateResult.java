/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import java.util.Optional;
import java.util.UUID;

/**
 * An instance that runs and answers.
 *
 * @param address of its network interface
 * @param fingerprint SHA-256 of the certificate it shows, hex with colons; empty where it could not
 *     be seen
 * @param publicKey its key to Manta; empty where it has none
 * @param registered whether that key was put on its Manta account
 * @param accepted whether Manta was seen to accept it
 */
public record CreateResult(
    UUID vm,
    String alias,
    String address,
    Optional<String> fingerprint,
    Optional<String> publicKey,
    boolean registered,
    boolean accepted) {}
