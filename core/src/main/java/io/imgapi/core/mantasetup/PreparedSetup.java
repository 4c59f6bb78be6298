/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.acceptance.AwaitAcceptance;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.datacenter.TritonFailures;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.event.Step;
import io.imgapi.core.instancekey.PublicHalf;
import io.imgapi.core.mantasetup.KeptValues.Earlier;
import io.imgapi.core.mantasetup.ServiceZones.ServiceZone;
import io.imgapi.core.store.AccessProbe.Answer;
import io.imgapi.triton.TritonException;
import io.imgapi.triton.sapi.SapiService;
import io.imgapi.triton.ufds.UfdsKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A set-up that can be carried out. Broken off anywhere, the same command finishes it. */
public final class PreparedSetup {
  private final MantaSetupTools tools;
  private final TritonAccess triton;
  private final SapiService service;
  private final MantaFields before;
  private final MantaFields target;
  private final List<ServiceZone> zones;
  private final MantaSetupPlan plan;
  private final String again;

  /**
   * Looks at the rest that a plan tells of.
   *
   * @param withAccount whether the administrator's account has the key, and loses former ones
   * @param again what to type to do the same again while SAPI may be as it was; once it is changed,
   *     the tools' command finishes it, and makes no further key
   */
  PreparedSetup(
      MantaSetupTools tools,
      SapiService service,
      MantaFields before,
      MantaFields target,
      boolean withAccount,
      String again) {
    this.tools = tools;
    this.triton = tools.triton();
    this.service = service;
    this.before = before;
    this.target = target;
    this.again = again;
    this.zones = new ServiceZones(triton).running();
    this.plan = planned(withAccount);
  }

  private MantaSetupPlan planned(boolean withAccount) {
    String datacenter = triton.datacenter().name();
    Optional<PublicHalf> key = target.isEmpty() ? Optional.empty() : target.key();
    boolean onOwnAccount =
        target.text(MantaFields.USER).orElse("").equals(triton.datacenter().adminLogin());
    List<UfdsKey> present =
        withAccount ? triton.masterUfds().keys(triton.datacenter().adminUuid()) : List.of();
    Optional<AccountKey> toAdd =
        key.filter(half -> withAccount && onOwnAccount)
            .filter(half -> present.stream().noneMatch(one -> one.fingerprint().equals(half.md5())))
            .map(half -> new AccountKey(freeName(present), half.md5()));
    List<AccountKey> leaving =
        present.stream()
            .filter(one -> OwnKeyName.isOf(datacenter, one.name()))
            .filter(one -> key.filter(half -> half.md5().equals(one.fingerprint())).isEmpty())
            .map(one -> new AccountKey(one.name(), one.fingerprint()))
            .toList();
    return new MantaSetupPlan(
        service.uuid(),
        datacenter,
        target.after(before),
        target.text(MantaFields.USER).orElse(""),
        key.map(PublicHalf::sha256),
        toAdd,
        leaving,
        zones.stream().map(ServiceZone::alias).toList());
  }

  /** Names have seconds; two keys of one second must not share one. */
  private String freeName(List<UfdsKey> present) {
    Instant when = tools.clock().instant();
    while (true) {
      String name = OwnKeyName.of(triton.datacenter().name(), when);
      if (present.stream().noneMatch(key -> key.name().equals(name))) {
        return name;
      }
      when = when.plus(Duration.ofSeconds(1));
    }
  }

  /** What will be done. */
  public MantaSetupPlan plan() {
    return plan;
  }

  /**
   * Carries it out.
   *
   * @throws ImgapiException {@code TIMED_OUT} where Manta does not accept the key in time - nothing
   *     was changed in SAPI then - or zones were not seen to follow - former keys stay then
   */
  public MantaSetupResult apply() throws InterruptedException {
    addKey();
    awaitAcceptance();
    Optional<Path> kept = Optional.empty();
    ServiceZones following = new ServiceZones(triton);
    Optional<Earlier> earlier = kept().last(before, service.uuid());
    if (!plan.changes().isEmpty()) {
      requireUnchanged();
      Map<ServiceZone, Long> serving = following.processes(zones);
      kept = Optional.of(keep(serving));
      change(kept.get());
      requireFollowed(following.awaitRestart(zones, serving, tools.follow()), kept.get());
      if (!plan.leaving().isEmpty()
          && earlier.filter(change -> !unmoved(change, serving).isEmpty()).isPresent()) {
        // What restarted a zone may have been that change, and this one comes after it.
        requireTime(following);
      }
    } else if (!plan.leaving().isEmpty()) {
      if (earlier.isPresent()) {
        requireFollowed(earlier.get(), following);
      }
      requireTime(following);
    }
    List<String> storing =
        zones.stream().filter(following::usesManta).map(ServiceZone::alias).toList();
    List<String> wanted = target.isEmpty() ? List.of() : plan.zones();
    return new MantaSetupResult(
        kept,
        removeKeys(),
        storing,
        wanted.stream().filter(zone -> !storing.contains(zone)).toList());
  }

  private void addKey() {
    if (plan.toAdd().isEmpty()) {
      return;
    }
    AccountKey key = plan.toAdd().get();
    tools
        .events()
        .stands(
            "The new key may be on the account; SAPI is as it was. Run the same again: " + again);
    try {
      triton
          .masterUfds()
          .addKey(
              triton.datacenter().adminUuid(),
              key.name(),
              target.text(MantaFields.PUBLIC_KEY).orElseThrow());
    } catch (TritonException e) {
      throw TritonFailures.of("the key cannot be put on the account " + plan.account(), e)
          .remedy("nothing was changed in SAPI; run the same again: " + again);
    }
    tools
        .events()
        .notice(Events.Level.INFO, "the key " + key.md5() + " is on the account " + plan.account());
    tools
        .events()
        .stands("The new key is on the account; SAPI is as it was. Run the same again: " + again);
  }

  private void awaitAcceptance() {
    if (plan.keyId().isEmpty() || !tools.keyWait().isWanted()) {
      return;
    }
    MantaSettings settings = target.settings(service.metadata(), triton.datacenter().name());
    String key = target.text(MantaFields.PRIVATE_KEY).orElseThrow();
    Optional<Answer> last =
        new AwaitAcceptance(tools.clock(), tools.sleeper(), new Step(tools.events()))
            .await(
                () -> tools.probe().ask(settings, key, plan.keyId().get()),
                tools.keyWait().settle(),
                tools.keyWait().timeout());
    if (last.isPresent()) {
      ImgapiException failure =
          ImgapiException.of(
                  ExitCode.TIMED_OUT,
                  "Manta did not accept the key within "
                      + tools.keyWait().timeout().toSeconds()
                      + " s; SAPI was not changed")
              .with("manta", settings.shownUrl())
              .with("account", settings.user())
              .with("key id", plan.keyId().get());
      throw (last.get().isAccepted() ? failure : failure.with("last answer", last.get().detail()))
          .remedy("run the same again: " + again);
    }
    tools.events().notice(Events.Level.INFO, "Manta accepts the key");
  }

  /** Zones in which the same process serves as before a change. */
  private Map<ServiceZone, Long> unmoved(Earlier change, Map<ServiceZone, Long> serving) {
    Map<ServiceZone, Long> unmoved = new LinkedHashMap<>(serving);
    unmoved
        .entrySet()
        .removeIf(one -> !one.getValue().equals(change.processes().get(one.getKey().alias())));
    return unmoved;
  }

  private void requireFollowed(Earlier change, ServiceZones following) throws InterruptedException {
    Map<ServiceZone, Long> unmoved = unmoved(change, following.processes(zones));
    requireFollowed(
        following.awaitRestart(List.copyOf(unmoved.keySet()), unmoved, tools.follow()),
        change.file());
  }

  private void requireUnchanged() {
    try {
      MantaFields now = MantaFields.in(triton.sapi().service(service.uuid()).metadata());
      if (!now.after(before).isEmpty()) {
        throw ImgapiException.of(
                ExitCode.FAILED, "somebody else changed the same values in SAPI meanwhile")
            .with("service", service.uuid().toString())
            .remedy("SAPI is as they left it; look at the plan again: " + again + " -n");
      }
    } catch (TritonException e) {
      throw TritonFailures.of("SAPI cannot be read before it is changed", e)
          .remedy("it was not changed; run the same again: " + again);
    }
  }

  private KeptValues kept() {
    return new KeptValues(tools.files(), tools.keepIn());
  }

  private Path keep(Map<ServiceZone, Long> serving) {
    Map<String, Long> processes = new LinkedHashMap<>();
    serving.forEach((zone, process) -> processes.put(zone.alias(), process));
    Path kept =
        kept()
            .keep(
                before,
                processes,
                service.uuid(),
                triton.datacenter().name(),
                tools.clock().instant());
    tools.events().notice(Events.Level.INFO, "what is configured now is kept in " + kept);
    return kept;
  }

  private void change(Path kept) {
    tools
        .events()
        .stands(
            "SAPI may have been changed. Finish it: "
                + again
                + "; or go back: "
                + tools.back(kept));
    List<FieldChange> changes = plan.changes();
    try {
      ObjectNode put = target.toPut(changes);
      if (!put.isEmpty()) {
        triton.sapi().putMetadata(service.uuid(), put);
      }
      List<String> gone = MantaFields.toRemove(changes);
      if (!gone.isEmpty()) {
        triton.sapi().removeMetadata(service.uuid(), gone);
      }
      MantaFields now = MantaFields.in(triton.sapi().service(service.uuid()).metadata());
      if (!target.after(now).isEmpty()) {
        throw ImgapiException.of(
                ExitCode.FAILED, "SAPI does not have what was written; somebody else writes, too")
            .remedy("run the same again: " + again);
      }
    } catch (TritonException e) {
      throw TritonFailures.of("SAPI cannot be changed", e)
          .remedy(
              "it may or may not have been changed, and both keys are good; run the same again: "
                  + again
                  + ", or go back: "
                  + tools.back(kept));
    }
    tools
        .events()
        .stands(
            "SAPI is changed; former keys stay on the account until the zones have followed. Finish it: "
                + tools.command()
                + "; or go back: "
                + tools.back(kept));
    tools.events().notice(Events.Level.INFO, "SAPI is changed; waiting until the zones follow");
  }

  private void requireFollowed(List<ServiceZone> left, Path kept) {
    if (!left.isEmpty()) {
      throw ImgapiException.of(
              ExitCode.TIMED_OUT,
              "SAPI is changed, but these zones were not seen to restart with it: "
                  + String.join(", ", left.stream().map(ServiceZone::alias).toList()))
          .with("kept", kept.toString())
          .remedy(
              "former keys stay on the account meanwhile; look in the zone: svcs -x config-agent"
                  + " imgapi; then finish it: "
                  + tools.command()
                  + ", or go back: "
                  + tools.back(kept));
    }
  }

  /** An earlier run changed SAPI: its time to be followed must be over. */
  private void requireTime(ServiceZones following) throws InterruptedException {
    tools
        .events()
        .notice(
            Events.Level.INFO,
            "waiting until every zone has surely followed SAPI: "
                + tools.follow().toSeconds()
                + " s");
    triton.options().sleeper().sleep(tools.follow());
    List<ServiceZone> silent = new ArrayList<>(zones);
    silent.removeAll(following.processes(zones).keySet());
    if (!silent.isEmpty()) {
      throw ImgapiException.of(
              ExitCode.TIMED_OUT,
              "these zones do not answer, so whether they use a former key cannot be seen: "
                  + String.join(", ", silent.stream().map(ServiceZone::alias).toList()))
          .remedy("former keys stay on the account; run the same again: " + tools.command());
    }
  }

  private List<AccountKey> removeKeys() {
    List<AccountKey> removed = new ArrayList<>();
    for (AccountKey key : plan.leaving()) {
      try {
        triton.masterUfds().removeKey(triton.datacenter().adminUuid(), key.md5());
        removed.add(key);
      } catch (TritonException e) {
        throw TritonFailures.of("a former key cannot be taken off the account", e)
            .with("key", key.name() + " " + key.md5())
            .remedy("everything else is done; run the same again: " + tools.command());
      }
    }
    return removed;
  }
}
