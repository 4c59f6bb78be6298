/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.account.AccountKeys;
import io.imgapi.sandbox.auth.Authenticator;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.store.Tree;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What the operations of one server share.
 *
 * @param tree the data
 * @param accounts who exists
 * @param authenticator who calls
 * @param faults what goes wrong
 * @param rules the limits
 * @param clock the server's time
 * @param uuids fresh random uuids
 * @param counters the counts
 * @param log the recorded requests
 */
record MantaContext(
    Tree tree,
    AccountKeys accounts,
    Authenticator authenticator,
    FaultPlan faults,
    MantaRules rules,
    Clock clock,
    Supplier<UUID> uuids,
    Counters counters,
    RequestLog log) {}
