/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults of jobs in force. Safe for many threads; the first that fits a job strikes it. */
final class JobFaults {
  private final List<Active> active = new ArrayList<>();

  private static final class Active {
    private final JobFault fault;
    private int struck;

    private Active(JobFault fault) {
      this.fault = fault;
    }

    private boolean fits(String job, List<JobStep> chain) {
      return job.startsWith(fault.job())
          && (fault.count() < 0 || struck < fault.count())
          && (fault.step().isEmpty()
              || chain.stream().anyMatch(step -> step.name().equals(fault.step())));
    }
  }

  synchronized void add(JobFault fault) {
    active.add(new Active(fault));
  }

  synchronized void clear() {
    active.clear();
  }

  synchronized List<JobFaultState> list() {
    return active.stream().map(one -> new JobFaultState(one.fault, one.struck)).toList();
  }

  synchronized Optional<JobFault> strike(String job, List<JobStep> chain) {
    for (Active one : active) {
      if (one.fits(job, chain)) {
        one.struck++;
        return Optional.of(one.fault);
      }
    }
    return Optional.empty();
  }

  /** Whether a fault that strikes a job does so at one of its steps. */
  static boolean isAt(JobFault fault, List<JobStep> chain, int at) {
    return fault.step().isEmpty()
        ? at == chain.size() - 1
        : chain.get(at).name().equals(fault.step());
  }
}
