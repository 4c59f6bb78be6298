/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.kill;

import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.Fault.Reset.Moment;
import io.imgapi.sandbox.fault.FaultPlan;
import io.imgapi.sandbox.fault.FaultRule;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** What goes wrong besides the kill: answers late, refused, torn, lost or damaged. */
final class FaultMix {
  private static final int MOST_DELAY = 6;
  private static final List<Supplier<FaultRule>> KINDS =
      List.of(
          () -> FaultRule.of(new Fault.Status(503)),
          () -> FaultRule.of(new Fault.Status(500)),
          () -> FaultRule.of(new Fault.Throttled()),
          () -> FaultRule.of(new Fault.ProxyDown()),
          () -> FaultRule.of(new Fault.Refused()),
          () -> FaultRule.of(new Fault.Reset(Moment.BEFORE_REQUEST_BODY)),
          () -> FaultRule.of(new Fault.Reset(Moment.IN_REQUEST_BODY)).method("PUT"),
          () -> FaultRule.of(new Fault.Reset(Moment.AFTER_REQUEST_BODY)).method("PUT"),
          () -> FaultRule.of(new Fault.Reset(Moment.IN_RESPONSE_BODY)).method("GET"),
          () -> FaultRule.of(new Fault.TruncatedResponse()).method("GET"),
          () -> FaultRule.of(new Fault.LostAnswer()).method("PUT|DELETE"),
          () -> FaultRule.of(new Fault.FlippedStore()).method("PUT"),
          () -> FaultRule.of(new Fault.ComputedMd5(true)).method("PUT"),
          () ->
              FaultRule.of(new Fault.FlippedResponse()).method("GET").path(".*/images/.*/file.*"));

  private final List<FaultPlan> plans;
  private final Random random;

  FaultMix(List<FaultPlan> plans, Random random) {
    this.plans = plans;
    this.random = random;
  }

  /** Puts a mixture in force: in two runs of five troubles, in most of the others delays alone. */
  void begin() {
    for (FaultPlan plan : plans) {
      int kind = random.nextInt(5);
      if (kind > 0) {
        plan.add(FaultRule.of(new Fault.Delay(random.nextInt(MOST_DELAY))));
      }
      for (int i = 0; kind > 2 && i < 2; i++) {
        FaultRule rule = KINDS.get(random.nextInt(KINDS.size())).get();
        plan.add(rule.probability(0.02 + random.nextDouble() * 0.2));
      }
    }
  }

  /** Has one request fail, so that a run can still end well. */
  void beginOnce() {
    for (FaultPlan plan : plans) {
      FaultRule rule = KINDS.get(random.nextInt(KINDS.size())).get();
      plan.add(rule.skip(random.nextInt(4)).times(1));
    }
  }

  /** Lifts it. Returns how many requests were struck by more than a delay. */
  int end() {
    int struck =
        plans.stream()
            .flatMap(plan -> plan.list().stream())
            .filter(state -> !(state.rule().fault() instanceof Fault.Delay))
            .mapToInt(state -> state.struck())
            .sum();
    plans.forEach(FaultPlan::clear);
    return struck;
  }
}
