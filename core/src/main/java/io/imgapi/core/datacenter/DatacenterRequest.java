/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.datacenter;

import java.net.URI;
import java.util.Optional;

/**
 * Which data centre is meant.
 *
 * @param sapi where its SAPI is; empty: the machine's own configuration tells, as on a headnode
 * @param updates the updates server; empty for the usual one
 * @param insecure whether any certificate of the updates server is believed
 */
public record DatacenterRequest(Optional<URI> sapi, Optional<URI> updates, boolean insecure) {}
