/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import java.util.Optional;
import java.util.UUID;

/**
 * An instance that answers on its new image.
 *
 * @param image that it runs now
 * @param former the image to go back to; empty where it ran that image already
 * @param attached whether this program was hooked into the new root
 */
public record ReprovisionResult(
    UUID vm, String alias, String address, UUID image, Optional<UUID> former, boolean attached) {}
