/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to log in to a machine.
 *
 * @param target whom and where
 * @param identity file of the only key to log in with; empty: the agent's keys, then the usual
 *     files below {@code ~/.ssh}
 * @param knownHosts file of host keys that is read besides {@code ~/.ssh/known_hosts}, and in which
 *     an accepted key is recorded; empty: that file alone
 * @param acceptedKey fingerprint ({@code SHA256:...}) of the only unknown or changed host key that
 *     is accepted
 * @param timeout how long connecting, and each answer while logging in, may take
 */
public record SshLogin(
    SshTarget target,
    Optional<Path> identity,
    Optional<Path> knownHosts,
    Optional<String> acceptedKey,
    Duration timeout) {}
