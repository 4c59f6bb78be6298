/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.datacenter.TritonFailures;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.registration.MantaOfInstance;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.images.Image;
import io.imgapi.triton.ufds.UfdsUser;
import io.imgapi.triton.vmapi.Vm;
import io.imgapi.triton.wfapi.JobEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Replaces an instance's root by another image; its data stays (triton-apis.md 8.2; 14.16 to
 * 14.21).
 */
public final class ReprovisionInstance {
  private static final String UNKNOWN = "???";
  private static final Duration GOES_ON = Duration.ofMinutes(5);
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private final TritonAccess triton;
  private final Optional<ZoneWork> inZone;
  private final Events events;

  /**
   * Works on one data centre.
   *
   * @param triton closed by the caller
   * @param inZone what is done in the zone before and after; empty: nothing is
   */
  public ReprovisionInstance(TritonAccess triton, Optional<ZoneWork> inZone, Events events) {
    this.triton = triton;
    this.inZone = inZone;
    this.events = events;
  }

  /**
   * What will be done. Changes nothing; safe to repeat.
   *
   * @throws ImgapiException where it cannot be done, with what to type next
   */
  public ReprovisionPlan prepare(ReprovisionRequest request) {
    StandaloneInstance instances = new StandaloneInstance(triton);
    ImageChoice images = new ImageChoice(triton);
    Vm found = instances.find(request.instance());
    instances.require(found, found.image().flatMap(images::local));
    // A job may have ended since it was found; what it left counts.
    Vm vm = look(found.uuid());
    Optional<Image> runs = vm.image().flatMap(images::local);
    UfdsUser owner = owner(vm.owner());
    ImageChoice.Chosen chosen = images.choose(request.image(), request.channel());
    boolean same = vm.image().equals(Optional.of(chosen.image().uuid()));
    ReprovisionPlan plan =
        new ReprovisionPlan(
            vm.uuid(),
            vm.alias(),
            new CreatePlan.Owner(owner.uuid(), owner.login()),
            new CreatePlan.Chosen(
                vm.image().orElse(new UUID(0, 0)),
                runs.map(Image::name).orElse(UNKNOWN),
                runs.map(Image::version).orElse(UNKNOWN)),
            new CreatePlan.Chosen(
                chosen.image().uuid(), chosen.image().name(), chosen.image().version()),
            chosen.importFrom(),
            !chosen.image().isUsableBy(vm.owner()),
            !same || request.evenSame(),
            MantaOfInstance.in(vm::metadata));
    if (plan.needed() && inZone.isPresent()) {
      inZone.get().require(plan);
    }
    return plan;
  }

  private UfdsUser owner(UUID uuid) {
    try {
      return triton
          .ufds()
          .user(uuid.toString())
          .orElseThrow(
              () ->
                  ImgapiException.of(ExitCode.FAILED, "the instance's owner is not there: " + uuid)
                      .remedy("look for the account in UFDS"));
    } catch (TritonException e) {
      throw TritonFailures.of("the instance's owner cannot be looked up", e);
    }
  }

  /** Carries a plan out. Where it breaks off, the failure says how the instance is. */
  public ReprovisionResult apply(ReprovisionPlan plan, ReprovisionRequest request)
      throws InterruptedException {
    ImageFetch fetch = new ImageFetch(triton, events);
    if (plan.importFrom().isPresent()) {
      fetch.fetch(plan.to().uuid(), plan.importFrom().get(), request.importLimit());
    }
    if (plan.sharesImage()) {
      fetch.share(plan.to().uuid(), plan.owner().uuid());
    }
    if (inZone.isPresent()) {
      inZone.get().before(plan);
    }
    events.stands(
        "The instance's root may be in the middle of being replaced; its data is not touched. Run the"
            + " same command again when its job has ended; look at it with: sdc-vmapi /vms/"
            + plan.vm());
    Optional<JobEnd> end = begin(plan, request.jobLimit());
    Vm vm = settled(plan, request, end);
    String address = await(vm, plan, request);
    if (inZone.isPresent()) {
      inZone.get().after();
    }
    return new ReprovisionResult(
        plan.vm(),
        plan.alias(),
        address,
        plan.to().uuid(),
        Optional.of(plan.from().uuid()),
        inZone.isPresent());
  }

  /**
   * Waits for an instance that has the image of the plan already: an earlier run may have broken
   * off before it answered. Changes nothing.
   */
  public ReprovisionResult awaitAnswer(ReprovisionPlan plan, ReprovisionRequest request)
      throws InterruptedException {
    Vm vm = look(plan.vm());
    if (!vm.state().equals("running")) {
      throw ImgapiException.of(
              ExitCode.FAILED, "the instance has that image, but it is " + vm.state())
          .with("vm", vm.uuid().toString())
          .remedy(
              "have it started: sdc-vmapi /vms/"
                  + vm.uuid()
                  + "?action=start -X POST; then: "
                  + request.again(plan.to().uuid()));
    }
    return new ReprovisionResult(
        plan.vm(),
        plan.alias(),
        await(vm, plan, request),
        plan.to().uuid(),
        Optional.empty(),
        false);
  }

  private String await(Vm vm, ReprovisionPlan plan, ReprovisionRequest request)
      throws InterruptedException {
    return new FirstAnswer(triton, events, request.again(plan.to().uuid()))
        .await(vm, request.answerLimit())
        .address();
  }

  private Optional<JobEnd> begin(ReprovisionPlan plan, Duration limit) throws InterruptedException {
    UUID job;
    try {
      job = triton.vmapi().reprovision(plan.vm(), plan.to().uuid()).job();
    } catch (TritonException e) {
      if (!e.mayHaveHappened()) {
        throw TritonFailures.of("the instance cannot be reprovisioned", e)
            .remedy("nothing was changed in it; correct that and run the same command again");
      }
      events.notice(Events.Level.WARN, "VMAPI's answer was lost; looking at the instance");
      Optional<UUID> begun = new StandaloneInstance(triton).jobAtWork(plan.vm());
      return begun.isPresent() ? Optional.of(watch(begun.get(), limit)) : Optional.empty();
    }
    return Optional.of(watch(job, limit));
  }

  private JobEnd watch(UUID job, Duration limit) throws InterruptedException {
    events.notice(Events.Level.INFO, "its root is being replaced, job " + job);
    return triton.watcher().watch(job, limit, JobWords.plain().news(events));
  }

  /** A job that failed or timed out may go on at the compute node (triton-apis.md 8.2). */
  private Vm settled(ReprovisionPlan plan, ReprovisionRequest request, Optional<JobEnd> end)
      throws InterruptedException {
    boolean worked = end.filter(JobEnd.Succeeded.class::isInstance).isPresent();
    if (!worked && end.isPresent() && plan.from().uuid().equals(plan.to().uuid())) {
      // The image says nothing of what became of the job.
      throw unsettled(plan, request, look(plan.vm()), end);
    }
    Instant last = triton.options().clock().instant().plus(GOES_ON);
    while (true) {
      Vm now = look(plan.vm());
      if (now.image().equals(Optional.of(plan.to().uuid())) && now.state().equals("running")) {
        return now;
      }
      if (worked || !triton.options().clock().instant().plus(BETWEEN).isBefore(last)) {
        throw unsettled(plan, request, now, end);
      }
      triton.options().sleeper().sleep(BETWEEN);
    }
  }

  private Vm look(UUID vm) {
    try {
      return triton.vmapi().vm(vm, true);
    } catch (TritonException e) {
      throw TritonFailures.of("the instance cannot be looked at", e).with("vm", vm.toString());
    }
  }

  private static ImgapiException unsettled(
      ReprovisionPlan plan, ReprovisionRequest request, Vm now, Optional<JobEnd> end) {
    String reason = end.map(JobWords.plain()::reason).orElse("no job of it was seen, nor its end");
    return ImgapiException.of(
            ExitCode.FAILED,
            "the instance's root was not replaced, as far as can be seen: " + reason)
        .with("vm", plan.vm().toString())
        .with("state", now.state())
        .with("image", now.image().map(UUID::toString).orElse("none"))
        .remedy(
            "its data is untouched; run the same command again, or go back: "
                + request.back(plan.from().uuid()));
  }
}
