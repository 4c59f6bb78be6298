/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.registration;

/**
 * A key that is on its account.
 *
 * @param added whether it was not there before
 * @param accepted whether Manta was seen to accept it; no where it was not asked
 */
public record RegisterResult(RegisterPlan plan, boolean added, boolean accepted) {}
