/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.ufds;

import java.util.UUID;

/** An account (triton-apis.md 3.2). */
public record UfdsUser(
    UUID uuid,
    String login,
    String email,
    String company,
    boolean approvedForProvisioning,
    boolean disabled) {}
