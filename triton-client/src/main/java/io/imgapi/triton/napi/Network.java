/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.napi;

import java.util.List;
import java.util.UUID;

/**
 * A network or a pool of networks (triton-apis.md 5).
 *
 * @param nicTags those present; one for a network
 * @param family {@code ipv4} or {@code ipv6}
 */
public record Network(UUID uuid, String name, boolean pool, String family, List<String> nicTags) {}
