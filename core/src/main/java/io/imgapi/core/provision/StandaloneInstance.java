/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.datacenter.FindVm;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.datacenter.TritonFailures;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.images.Image;
import io.imgapi.triton.vmapi.Vm;
import io.imgapi.triton.wfapi.Execution;
import io.imgapi.triton.wfapi.Job;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds an instance, and judges whether its root may be replaced: it must be a standalone one, with
 * its data elsewhere (triton-apis.md 14.16, 14.17).
 */
final class StandaloneInstance {
  private static final List<String> BRANDS = List.of("joyent", "joyent-minimal");
  private final TritonAccess triton;

  StandaloneInstance(TritonAccess triton) {
    this.triton = triton;
  }

  Vm find(String uuidOrAlias) {
    return new FindVm(triton).find(uuidOrAlias);
  }

  /** Refuses what is none, or whose data would be lost. */
  void require(Vm vm, Optional<Image> runs) {
    refuseIf(
        vm,
        vm.owner().equals(triton.datacenter().adminUuid()) || vm.tags().has("smartdc_role"),
        "belongs to the data centre itself");
    boolean byScript = vm.metadata("user-script").orElse("").contains("/boot/standalone/");
    boolean byImage = runs.filter(image -> image.name().equals("imgapi")).isPresent();
    refuseIf(vm, !byScript && !byImage, "is no standalone IMGAPI instance");
    refuseIf(vm, vm.datasets().isEmpty(), "has no delegated dataset: its images would be lost");
    refuseIf(vm, !BRANDS.contains(vm.brand()), "is of the brand " + vm.brand());
    refuseIf(
        vm,
        !vm.state().equals("running") && !vm.state().equals("stopped"),
        "is " + vm.state() + ", neither running nor stopped");
    requireIdle(vm);
  }

  private static void refuseIf(Vm vm, boolean wrong, String why) {
    if (wrong) {
      throw ImgapiException.of(ExitCode.REFUSED, "VM " + vm.alias() + " " + why)
          .with("vm", vm.uuid().toString())
          .remedy("check the name; nothing was changed");
    }
  }

  private void requireIdle(Vm vm) {
    Optional<UUID> job = jobAtWork(vm.uuid());
    if (job.isPresent()) {
      throw ImgapiException.of(ExitCode.LOCKED, "a job is at work on VM " + vm.alias())
          .with("job", job.get().toString())
          .remedy("wait for its end and run the same command again");
    }
  }

  /** A job that has not ended. */
  Optional<UUID> jobAtWork(UUID vm) {
    try {
      for (Execution execution : List.of(Execution.RUNNING, Execution.QUEUED)) {
        List<Job> jobs = triton.vmapi().jobs(vm, execution);
        if (!jobs.isEmpty()) {
          return Optional.of(jobs.get(0).uuid());
        }
      }
      return Optional.empty();
    } catch (TritonException e) {
      throw TritonFailures.of("the instance's jobs cannot be looked up", e);
    }
  }
}
