/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.wfapi;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * A job that a service began.
 *
 * @param subject what it works on: the VM, the image
 * @param workflow where the service says it can be watched; empty where it did not say
 */
public record JobRef(UUID job, UUID subject, Optional<URI> workflow) {}
