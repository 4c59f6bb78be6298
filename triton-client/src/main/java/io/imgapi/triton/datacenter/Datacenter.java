/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.datacenter;

import io.imgapi.triton.ufds.UfdsAddress;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * A data centre as a command needs it (triton-apis.md 1).
 *
 * @param ufds the local one, for reading
 * @param masterUfds where keys are put; the local one where this data centre is the master
 * @param adminUuid owner of the core zones
 * @param adminLogin usually {@code admin}
 * @param updateChannel as set in SAPI; empty where the updates server's default is meant
 */
public record Datacenter(
    String name,
    URI sapi,
    URI vmapi,
    URI papi,
    URI napi,
    URI imgapi,
    URI workflow,
    UfdsAddress ufds,
    UfdsAddress masterUfds,
    UUID adminUuid,
    String adminLogin,
    Optional<URI> httpProxy,
    Optional<String> updateChannel,
    URI updates) {
  /** Where images of Triton itself come from, where nothing else is said. */
  public static final URI UPDATES = URI.create("https://updates.tritondatacenter.com");
}
