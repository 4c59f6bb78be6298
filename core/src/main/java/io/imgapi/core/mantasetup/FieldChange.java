/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import java.util.Optional;

/**
 * One value of the service's metadata that will be another one. Of a private key only its
 * fingerprint is told.
 *
 * @param before empty where there is none
 * @param after empty where it is taken out
 */
public record FieldChange(String name, Optional<String> before, Optional<String> after) {}
