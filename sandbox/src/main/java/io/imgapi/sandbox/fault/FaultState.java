/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.fault;

/**
 * A rule in force.
 *
 * @param rule the rule
 * @param struck how many requests it has struck so far
 */
public record FaultState(FaultRule rule, int struck) {}
