/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

import java.util.Optional;

/**
 * An instance's key to be put on an account.
 *
 * @param instance uuid or alias
 * @param user the account; empty: the Manta user that the instance was made for
 * @param command what to type to do the same again
 */
public record RegisterRequest(
    String instance, Optional<String> user, KeyWait keyWait, String command) {}
