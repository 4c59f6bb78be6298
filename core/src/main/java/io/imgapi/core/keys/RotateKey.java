/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.config.Mode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.MdataEdit;
import io.imgapi.core.host.MdataGet;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ServicePing;
import io.imgapi.core.host.ZonePrograms;
import io.imgapi.core.instance.IdentitySource;
import io.imgapi.core.instance.InstanceIdentity;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.instancekey.HostedKeys;
import io.imgapi.core.instancekey.InstanceKey;
import io.imgapi.core.instancekey.InstanceKeyName;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.store.AccessProbe;
import io.imgapi.core.time.Sleeper;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives an instance a new key to Manta. The service runs on the old one until Manta accepts the new
 * one, and goes back to it where it does not come up. Ended anywhere, it can be taken up or given
 * up.
 */
public final class RotateKey {
  private final InstanceLayout layout;
  private final Host host;
  private final boolean here;
  private final ConfigReader reader;
  private final IdentitySource identity;
  private final AccessProbe probe;
  private final ServicePing ping;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Supplier<String> uuids;

  /**
   * The rotation of one instance's key.
   *
   * @param host the instance's machine
   * @param here whether that is this one, whose kernel can tell who else is at work
   * @param uuids makes a new uuid, never the same twice
   */
  public RotateKey(
      InstanceLayout layout,
      Host host,
      boolean here,
      ConfigReader reader,
      IdentitySource identity,
      AccessProbe probe,
      ServicePing ping,
      Clock clock,
      Sleeper sleeper,
      Supplier<String> uuids) {
    this.layout = layout;
    this.host = host;
    this.here = here;
    this.reader = reader;
    this.identity = identity;
    this.probe = probe;
    this.ping = ping;
    this.clock = clock;
    this.sleeper = sleeper;
    this.uuids = uuids;
  }

  /**
   * Looks at the instance and at a rotation that may be under way. Changes nothing.
   *
   * @throws ImgapiException {@code NOT_SET_UP} where this is no standalone instance or a restore is
   *     under way; {@code CONFIG_INVALID} where there is no Manta in its configuration
   */
  public Prepared prepare(RotationRequest request, Events events) {
    events.stands("Nothing has been changed.");
    KeyPlaces places = new KeyPlaces(layout, host.files());
    ConfigKey config = new ConfigKey(host.files(), reader, request.config());
    ImgapiConfig read = config.read();
    if (read.mode() == Mode.DC) {
      throw ImgapiException.of(
              ExitCode.NOT_SET_UP, "this instance is part of a data centre, not a standalone one")
          .with("file", request.config().toString())
          .with("key", "mode")
          .remedy("its key is kept by SAPI: see imgapi-manta-setup");
    }
    MantaSettings manta = read.requireManta();
    Optional<RotationJournal> underWay = journal(places).read();
    requireNoRestore();
    String oldKey = underWay.map(RotationJournal::oldKey).orElse(manta.key());
    String oldKeyId = underWay.map(RotationJournal::oldKeyId).orElse(manta.keyId());
    KeyOnAccount old =
        KeysOnAccount.of(manta, new HostedKeys(host.files()), places.file(oldKey), oldKeyId);
    return new Prepared(
        request,
        events,
        config,
        manta,
        new RotationPlan(underWay, old, oldKey, places.isInstanceKey(oldKey)));
  }

  private Journal journal(KeyPlaces places) {
    return new Journal(host.files(), places.journal());
  }

  private void requireNoRestore() {
    Path restore = layout.run().resolve("restore.json");
    if (host.files().look(restore).isPresent()) {
      throw ImgapiException.of(
              ExitCode.NOT_SET_UP, "a restore was begun here and has not been finished")
          .with("journal", restore.toString())
          .remedy("finish it: imgapi restore, or give it up: imgapi restore --abort");
    }
  }

  /** A rotation that can be begun, taken up or given up. */
  public final class Prepared {
    private final RotationRequest request;
    private final Events events;
    private final ConfigKey config;
    private final MantaSettings manta;
    private final RotationPlan plan;

    private Prepared(
        RotationRequest request,
        Events events,
        ConfigKey config,
        MantaSettings manta,
        RotationPlan plan) {
      this.request = request;
      this.events = events;
      this.config = config;
      this.manta = manta;
      this.plan = plan;
    }

    /** What will be done, and what is under way. */
    public RotationPlan plan() {
      return plan;
    }

    /**
     * Begins a rotation.
     *
     * @throws ImgapiException {@code TIMED_OUT} where Manta does not accept the new key in time,
     *     {@code LOCKED} where another run does not end, {@code FAILED} where the service went back
     *     to the old key; the message says what holds and what goes on
     */
    public RotationResult begin(Dialogue dialogue) {
      String token = uuids.get();
      try (RotationTurn turn = turn(token)) {
        return rotation(turn).begin(manta, token, publicBefore(), dialogue);
      }
    }

    /** Takes the rotation up that is under way; throws as {@link #begin}. */
    public RotationResult resume(Dialogue dialogue) {
      try (RotationTurn turn = turn(uuids.get())) {
        return rotation(turn).goOn(underWay(), dialogue);
      }
    }

    /**
     * Gives the rotation up that is under way.
     *
     * @param keep whether the new pair stays where it is staged
     * @throws ImgapiException {@code REFUSED} where there is no way back to the old key
     */
    public RotationResult abort(boolean keep) {
      try (RotationTurn turn = turn(uuids.get())) {
        return rotation(turn).abort(underWay(), keep);
      }
    }

    /** As it is now that nobody else works on it. */
    private RotationJournal underWay() {
      return journal(new KeyPlaces(layout, host.files()))
          .read()
          .orElseThrow(
              () ->
                  ImgapiException.of(ExitCode.NOT_SET_UP, "no key rotation is under way here")
                      .remedy("begin one: " + request.command()));
    }

    private RotationTurn turn(String token) {
      return RotationTurn.take(host, layout.run(), here, token, clock);
    }

    private Rotation rotation(RotationTurn turn) {
      KeyPlaces places = new KeyPlaces(layout, host.files());
      ZonePrograms programs = new ZonePrograms(layout.root());
      return new Rotation(
          new RotationTools(
              request,
              host.files(),
              places,
              config,
              new KeySwitch(host.files(), places, config, new MdataEdit(host, programs), events),
              new ServiceProof(new ServiceManager(host, programs), ping, clock, sleeper, events),
              probe,
              here
                  ? new LocalExclusion(layout.run(), host, events, clock, sleeper)
                  : new RemoteExclusion(layout.run(), host),
              turn,
              journal(places),
              () -> InstanceKey.generate(freeName(places)),
              events,
              clock,
              sleeper));
    }

    /** Names have seconds; two keys of one second must not share one. */
    private InstanceKeyName freeName(KeyPlaces places) {
      InstanceIdentity its = identity.identity();
      Instant when = clock.instant();
      InstanceKeyName name = InstanceKeyName.of(its.alias(), its.uuid(), when);
      while (host.files().look(places.etc().resolve(name.privateFile())).isPresent()) {
        when = when.plus(Duration.ofSeconds(1));
        name = InstanceKeyName.of(its.alias(), its.uuid(), when);
      }
      return name;
    }

    private Optional<String> publicBefore() {
      try {
        return new MdataGet(host, new ZonePrograms(layout.root())).get(KeySwitch.CURRENT);
      } catch (ImgapiException e) {
        if (e.code() == ExitCode.NOT_SET_UP) {
          return Optional.empty();
        }
        throw e;
      }
    }
  }
}
