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
import io.imgapi.core.registration.KeyRegistration;
import io.imgapi.core.registration.MantaOfInstance;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.images.Image;
import io.imgapi.triton.napi.Network;
import io.imgapi.triton.papi.VmPackage;
import io.imgapi.triton.ufds.UfdsUser;
import io.imgapi.triton.vmapi.Vm;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes a standalone instance: gathers and judges everything first, and changes nothing before the
 * plan is carried out (triton-apis.md 13, 14).
 */
public final class CreateInstance {
  private static final Pattern ALIAS = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,188}");
  private final TritonAccess triton;
  private final Optional<KeyRegistration> registration;
  private final Events events;

  /**
   * Works on one data centre.
   *
   * @param triton closed by the caller
   * @param registration how the instance's key is put on its Manta account, closed by the caller;
   *     empty: it is not
   */
  public CreateInstance(
      TritonAccess triton, Optional<KeyRegistration> registration, Events events) {
    this.triton = triton;
    this.registration = registration;
    this.events = events;
  }

  /**
   * What will be done. Changes nothing; safe to repeat.
   *
   * @throws ImgapiException where it cannot be done, with what to type next
   */
  public CreatePlan prepare(CreateRequest request) {
    Settings.requireMetadata(request.metadata());
    if (!ALIAS.matcher(request.alias()).matches()) {
      throw ImgapiException.of(ExitCode.USAGE, "no VM can be called " + request.alias())
          .remedy("use letters, digits, '_', '.' and '-', beginning with a letter or digit");
    }
    UfdsUser owner = owner(request.owner());
    requireFree(request, owner);
    VmPackage billing = new PackageChoice(triton).choose(request.billing(), owner.uuid());
    Network network = new NetworkChoice(triton).choose(request.network(), owner.uuid());
    ImageChoice.Chosen chosen = new ImageChoice(triton).choose(request.image(), request.channel());
    requireSystem(billing, chosen.image());
    return new CreatePlan(
        request.vm(),
        request.alias(),
        new CreatePlan.Owner(owner.uuid(), owner.login()),
        new CreatePlan.Chosen(
            chosen.image().uuid(), chosen.image().name(), chosen.image().version()),
        chosen.importFrom(),
        !chosen.image().isUsableBy(owner.uuid()),
        new CreatePlan.Size(billing.uuid(), billing.name(), billing.version(), billing.ram()),
        new CreatePlan.Chosen(
            network.uuid(), network.name(), network.pool() ? "a pool" : "a network"),
        request.metadata(),
        request.tags(),
        registration
            .filter(way -> request.metadata().containsKey("mantaUser"))
            .map(way -> way.accounts().place()));
  }

  /** A package may be for one operating system only (triton-apis.md 4). */
  private static void requireSystem(VmPackage billing, Image image) {
    Optional<String> wanted = billing.os().filter(os -> !os.isEmpty());
    if (wanted.isPresent() && !image.os().isEmpty() && !wanted.get().equals(image.os())) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              "the package %s is for %s, and the image is of %s"
                  .formatted(billing.name(), wanted.get(), image.os()))
          .remedy("name another package");
    }
  }

  private UfdsUser owner(String loginOrUuid) {
    UfdsUser owner;
    try {
      owner =
          triton
              .ufds()
              .user(loginOrUuid)
              .orElseThrow(
                  () ->
                      ImgapiException.of(ExitCode.FAILED, "there is no account " + loginOrUuid)
                          .remedy("OWNER is the login or the uuid of an account"));
    } catch (TritonException e) {
      throw TritonFailures.of("the owner cannot be looked up", e);
    }
    if (owner.uuid().equals(triton.datacenter().adminUuid())) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              "a standalone instance cannot belong to "
                  + owner.login()
                  + ", who owns the data centre's own services")
          .remedy("name another account as OWNER");
    }
    if (owner.disabled() || !owner.approvedForProvisioning()) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              "the account "
                  + owner.login()
                  + (owner.disabled() ? " is disabled" : " is not approved for provisioning"))
          .remedy("name another account, or have this one enabled");
    }
    return owner;
  }

  private void requireFree(CreateRequest request, UfdsUser owner) {
    String alias = request.alias();
    try {
      Optional<Vm> other =
          triton
              .vmapi()
              .vms(Map.of("owner_uuid", owner.uuid().toString(), "alias", alias, "state", "active"))
              .stream()
              .findFirst();
      if (other.isPresent()) {
        throw ImgapiException.of(
                ExitCode.REFUSED, owner.login() + " has a VM called " + alias + " already")
            .with("vm", other.get().uuid().toString())
            .with("state", other.get().state())
            .remedy(
                "go on with that one: "
                    + request.next().resume(other.get().uuid())
                    + "; or choose another alias");
      }
    } catch (TritonException e) {
      throw TritonFailures.of("the owner's VMs cannot be looked up", e);
    }
  }

  /** Carries a plan out. Where it breaks off, {@link #resume} goes on from there. */
  public CreateResult apply(CreatePlan plan, CreateRequest request) throws InterruptedException {
    ImageFetch fetch = new ImageFetch(triton, events);
    if (plan.importFrom().isPresent()) {
      fetch.fetch(plan.image().uuid(), plan.importFrom().get(), request.importLimit());
    }
    if (plan.sharesImage()) {
      fetch.share(plan.image().uuid(), plan.owner().uuid());
    }
    Vm vm =
        new MachineStart(triton, JobWords.without(plan.metadata()), events, request.next())
            .start(plan, request.provisionLimit());
    return finish(vm, request);
  }

  /** Goes on with a VM that was begun before. Safe to repeat. */
  public CreateResult resume(UUID uuid, CreateRequest request) throws InterruptedException {
    Vm vm =
        new MachineStart(triton, wordsOf(uuid), events, request.next())
            .waitFor(uuid, Optional.empty(), request.provisionLimit());
    if (!vm.metadata("user-script").orElse("").contains("/boot/standalone/")) {
      throw ImgapiException.of(
              ExitCode.REFUSED, "VM " + uuid + " is no standalone instance: " + vm.alias())
          .remedy("check the uuid");
    }
    return finish(vm, request);
  }

  /** Its job may repeat the metadata that it was made with. */
  private JobWords wordsOf(UUID vm) {
    try {
      Map<String, String> metadata = new HashMap<>();
      triton
          .vmapi()
          .vm(vm, false)
          .customerMetadata()
          .properties()
          .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
      return JobWords.without(metadata);
    } catch (TritonException e) {
      throw e.kind() == TritonException.Kind.ABSENT
          ? ImgapiException.of(ExitCode.FAILED, "there is no VM " + vm)
              .remedy("check the uuid; to make one, run imgapi create without --resume")
          : TritonFailures.of("the VM cannot be looked up", e).with("vm", vm.toString());
    }
  }

  private CreateResult finish(Vm vm, CreateRequest request) throws InterruptedException {
    FirstAnswer.Answered answered =
        new FirstAnswer(triton, events, request.next().resume(vm.uuid()))
            .await(vm, request.answerLimit());
    Optional<MantaOfInstance> manta = MantaOfInstance.in(vm::metadata);
    Optional<String> key = Optional.empty();
    if (manta.isPresent()) {
      key = Optional.of(new ShownKey(triton, request.next()).await(vm));
      if (registration.isPresent()) {
        register(vm, manta.get(), key.get(), request);
      }
    }
    return new CreateResult(
        vm.uuid(),
        vm.alias(),
        answered.address(),
        answered.fingerprint(),
        key,
        isRegistered(key),
        isRegistered(key) && request.keyWait().isWanted());
  }

  private boolean isRegistered(Optional<String> key) {
    return key.isPresent() && registration.isPresent();
  }

  private void register(Vm vm, MantaOfInstance manta, String key, CreateRequest request) {
    KeyRegistration way = registration.orElseThrow();
    events.stands(
        "The instance runs; its key may be on the account or not. Go on with: "
            + request.next().resume(vm.uuid()));
    way.put(manta.user(), key);
    if (request.keyWait().isWanted()) {
      way.awaitAccepted(
          manta.settings(""), key, request.keyWait(), request.next().registerKey(vm.uuid()));
    }
  }
}
