/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.datacenter.TritonFailures;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.vmapi.NewVm;
import io.imgapi.triton.vmapi.Vm;
import io.imgapi.triton.wfapi.Execution;
import io.imgapi.triton.wfapi.Job;
import io.imgapi.triton.wfapi.JobEnd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Has a VM made, once: its uuid is chosen before it is asked for, so that a lost answer is cleared
 * up by asking for it (triton-apis.md 8.1, 15).
 */
final class MachineStart {
  private static final String USER_SCRIPT = "/opt/smartdc/boot/standalone/user-script";
  private static final int LOOKS = 10;
  private static final Duration BETWEEN = Duration.ofSeconds(3);
  private final TritonAccess triton;
  private final JobWords words;
  private final Events events;
  private final TypeNext next;

  MachineStart(TritonAccess triton, JobWords words, Events events, TypeNext next) {
    this.triton = triton;
    this.words = words;
    this.events = events;
    this.next = next;
  }

  /** Asks for the VM and waits until it runs. */
  Vm start(CreatePlan plan, Duration limit) throws InterruptedException {
    events.notice(Events.Level.INFO, "the instance will be VM " + plan.vm());
    events.stands("The VM may be in the making. Go on with: " + next.resume(plan.vm()));
    Optional<UUID> job = begin(plan);
    return waitFor(plan.vm(), job, limit);
  }

  private Optional<UUID> begin(CreatePlan plan) throws InterruptedException {
    try {
      UUID job = triton.vmapi().create(body(plan)).job();
      events.notice(Events.Level.INFO, "it is being made, job " + job);
      return Optional.of(job);
    } catch (TritonException e) {
      if (!e.mayHaveHappened()) {
        throw TritonFailures.of("the VM cannot be made", e);
      }
      events.notice(Events.Level.WARN, "VMAPI's answer was lost; looking for the VM");
      if (appears(plan.vm())) {
        return Optional.empty();
      }
      throw TritonFailures.of("VMAPI's answer was lost, and there is no VM", e)
          .with("vm", plan.vm().toString())
          .remedy(
              "see whether it comes: "
                  + next.resume(plan.vm())
                  + "; where it does not, run the same command again");
    }
  }

  private boolean appears(UUID vm) throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      if (there(vm).isPresent()) {
        return true;
      }
      triton.options().sleeper().sleep(BETWEEN);
    }
    return false;
  }

  private Optional<Vm> there(UUID vm) {
    try {
      return Optional.of(triton.vmapi().vm(vm, false));
    } catch (TritonException e) {
      if (e.kind() == TritonException.Kind.ABSENT) {
        return Optional.empty();
      }
      throw TritonFailures.of("the VM cannot be looked up", e).with("vm", vm.toString());
    }
  }

  /**
   * Waits until a VM runs.
   *
   * @param known its job; empty: looked up
   */
  Vm waitFor(UUID vm, Optional<UUID> known, Duration limit) throws InterruptedException {
    Optional<UUID> job = known.isPresent() ? known : jobOf(vm);
    Optional<JobEnd> end = Optional.empty();
    if (job.isPresent()) {
      end = Optional.of(triton.watcher().watch(job.get(), limit, words.news(events)));
    }
    Vm now =
        there(vm)
            .orElseThrow(
                () ->
                    ImgapiException.of(ExitCode.FAILED, "there is no VM " + vm)
                        .remedy("check the uuid; to make one, run imgapi create without --resume"));
    if (now.state().equals("running")) {
      return now;
    }
    throw notRunning(now, job, end);
  }

  private Optional<UUID> jobOf(UUID vm) {
    try {
      for (Execution execution : List.of(Execution.RUNNING, Execution.QUEUED, Execution.FAILED)) {
        List<Job> found = triton.vmapi().jobs(vm, execution);
        if (!found.isEmpty()) {
          return Optional.of(found.get(0).uuid());
        }
      }
      return Optional.empty();
    } catch (TritonException e) {
      throw TritonFailures.of("the VM's jobs cannot be looked up", e).with("vm", vm.toString());
    }
  }

  private ImgapiException notRunning(Vm vm, Optional<UUID> job, Optional<JobEnd> end) {
    String resume = next.resume(vm.uuid());
    String remove = "sdc-vmapi /vms/" + vm.uuid() + " -X DELETE";
    ImgapiException failure;
    if (end.isPresent() && end.get() instanceof JobEnd.Failed failed && !timedOut(failed)) {
      failure =
          ImgapiException.of(ExitCode.FAILED, "the VM could not be made: " + words.reason(failed))
              .remedy("correct that, remove the VM, and run it again: " + remove);
    } else if (end.isPresent()
        && (end.get() instanceof JobEnd.TimedOut
            || end.get() instanceof JobEnd.Unreachable
            || end.get() instanceof JobEnd.Failed)) {
      failure =
          ImgapiException.of(
                  ExitCode.TIMED_OUT, "the VM does not run yet: " + words.reason(end.get()))
              .remedy("wait for it: " + resume);
    } else {
      failure =
          ImgapiException.of(ExitCode.FAILED, "the VM does not run, it is " + vm.state())
              .remedy("start it and go on with: " + resume + "; or remove it: " + remove);
    }
    failure = failure.with("vm", vm.uuid().toString()).with("state", vm.state());
    return job.isPresent() ? failure.with("job", job.get().toString()) : failure;
  }

  /** A job whose time was over says that it failed, and what it began goes on (8.2, 9). */
  private static boolean timedOut(JobEnd.Failed failed) {
    return failed.job().failure().orElse("").contains("timeout");
  }

  private static NewVm body(CreatePlan plan) {
    ObjectNode metadata = object(plan.metadata());
    metadata.put("user-script", USER_SCRIPT);
    return new NewVm(
        plan.vm(),
        plan.alias(),
        plan.owner().uuid(),
        plan.billing().uuid(),
        plan.network().uuid(),
        "joyent",
        plan.image().uuid(),
        true,
        object(plan.tags()),
        metadata);
  }

  private static ObjectNode object(Map<String, String> values) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    values.forEach(object::put);
    return object;
  }
}
