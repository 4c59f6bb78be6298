/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.config.Mode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.event.Step;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ServicePing;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.ownership.Claim;
import io.imgapi.core.ownership.ClaimMeter;
import io.imgapi.core.ownership.Ownerships;
import io.imgapi.core.ownership.TakeOver;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.run.RestoredRecord;
import io.imgapi.core.run.RunFiles;
import io.imgapi.core.run.RunLock;
import io.imgapi.core.store.GiveUp;
import io.imgapi.core.store.Meter;
import io.imgapi.core.store.MeteredStore;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.RateLimit;
import io.imgapi.core.store.StepMeter;
import io.imgapi.core.store.StoreConnector;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.StoreFailures;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Restores an instance: plans, fetches image files while the service runs, stops it, places the
 * manifests, starts it, and writes the marker that lets backups run. A journal stands while that is
 * under way; a broken restore is taken up by running it again.
 */
public final class Restore {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String FETCHING = "fetching";
  private static final String PLACING = "placing";
  private final InstanceLayout layout;
  private final ConfigReader configReader;
  private final StoreConnector connector;
  private final Ownerships ownerships;
  private final ServiceSwitch service;
  private final Clock clock;
  private final Sleeper sleeper;

  public Restore(
      InstanceLayout layout,
      ConfigReader configReader,
      StoreConnector connector,
      Ownerships ownerships,
      ServiceManager services,
      ServicePing ping,
      Clock clock,
      Sleeper sleeper) {
    this.layout = layout;
    this.configReader = configReader;
    this.connector = connector;
    this.ownerships = ownerships;
    this.service = new ServiceSwitch(services, ping, clock, sleeper);
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Plans. Takes the lock, unless only the plan is wanted; the caller closes what it gets.
   *
   * @throws ImgapiException with the reason why nothing can be restored
   */
  public Prepared prepare(RestoreRequest request, Events events) {
    ImgapiConfig config = configReader.read(request.config());
    if (config.mode() == Mode.DC) {
      throw ImgapiException.of(
              ExitCode.NOT_SET_UP, "this instance is part of a data centre, not a standalone one")
          .with("file", request.config().toString())
          .with("key", "mode");
    }
    RunLock lock =
        request.dryRun()
            ? null
            : RunLock.take(
                layout.run(),
                "imgapi restore, pid "
                    + ProcessHandle.current().pid()
                    + ", since "
                    + clock.instant());
    Prepared prepared = null;
    events.stands("Nothing that was here has been changed.");
    try {
      if (lock != null) {
        makeTrees();
      }
      prepared =
          config.manta().isPresent()
              ? withManta(request, config, config.manta().get(), lock, events)
              : new Prepared(this, request, config, null, null, null, lock, events);
      return prepared;
    } catch (StoreException e) {
      throw StoreFailures.explain(e, config.requireManta());
    } finally {
      if (prepared == null) {
        close(lock);
      }
    }
  }

  /**
   * Gives up a restore that has not begun to place manifests: the marker of before comes back.
   *
   * @throws ImgapiException {@code NOT_SET_UP} where none is under way, {@code REFUSED} where it is
   *     too late
   */
  public void abort() {
    RunLock lock = RunLock.take(layout.run(), "imgapi restore --abort");
    try {
      RunFiles files = new RunFiles(layout);
      Optional<String> phase = files.restorePhase();
      if (phase.isEmpty()) {
        throw ImgapiException.of(ExitCode.NOT_SET_UP, "no restore is under way here");
      }
      if (phase.get().equals(PLACING)) {
        throw ImgapiException.of(
                ExitCode.REFUSED,
                "the restore has begun to place manifests; it can only be finished")
            .remedy("run: imgapi restore");
      }
      files.abortRestore();
    } finally {
      lock.close();
    }
  }

  private static void close(RunLock lock) {
    if (lock != null) {
      lock.close();
    }
  }

  private void makeTrees() {
    for (Path tree : List.of(layout.manifests(), layout.images())) {
      try {
        if (!Files.isDirectory(tree)) {
          Files.createDirectories(tree);
          new TreeOwner(layout.base()).give(tree);
        }
      } catch (IOException e) {
        throw RestoreRun.failed(tree, e);
      }
    }
  }

  private Prepared withManta(
      RestoreRequest request,
      ImgapiConfig config,
      MantaSettings settings,
      RunLock lock,
      Events events) {
    MirrorLayout mirror = new MirrorLayout(settings.layout().backup());
    Step step = new Step(events);
    ClaimMeter claimMeter = new ClaimMeter();
    ObjectStore plain = connector.connect(settings, request.parallel());
    // A tree that is older than the backup is what a restore is for.
    Claim claim =
        ownerships
            .of(plain, mirror, settings.layout().rootDir())
            .look(new TakeOver(request.area().alias(), true));
    ObjectStore store = metered(plain, request, new StepMeter(step), claimMeter);
    if (store.head(mirror.backup()).isEmpty() && !request.newRepo()) {
      throw ImgapiException.of(ExitCode.NOT_SET_UP, "there is no backup at " + mirror.backup())
          .with("manta", settings.shownUrl())
          .with("account", settings.user())
          .remedy(
              "check manta.user and manta.baseDir; if this is a new repository:"
                  + " imgapi restore --new-repo");
    }
    RestoreRun run =
        new RestoreRun(layout, mirror, store, new Workers("restore", request.parallel()), step);
    RestoreRun.Prepared prepared = run.prepare(lock != null, claim);
    try {
      check(request, prepared.plan());
    } catch (ImgapiException e) {
      if (lock != null) {
        prepared.stage().clear(prepared.manifests());
      }
      throw e;
    }
    return new Prepared(
        this, request, config, run, prepared, new Area(claim, claimMeter), lock, events);
  }

  /** The right to the area, taken when the journal is written. */
  private record Area(Claim claim, ClaimMeter meter) {
    void take() {
      claim.take();
      meter.keepUp(claim);
    }
  }

  private ObjectStore metered(ObjectStore store, RestoreRequest request, Meter... watchers) {
    List<Meter> meters = new ArrayList<>(List.of(watchers));
    meters.add(new GiveUp(PATIENCE, clock));
    request.bytesPerSecond().ifPresent(rate -> meters.add(new RateLimit(rate, clock, sleeper)));
    return new MeteredStore(store, meters);
  }

  private static void check(RestoreRequest request, RestorePlan plan) {
    if (!plan.lost().isEmpty() && !request.skipMissing()) {
      throw ImgapiException.of(
              ExitCode.INTEGRITY,
              plan.lost().size() + " image files that manifests name are not in the backup")
          .with("first", plan.lost().get(0))
          .remedy("run it with --skip-missing to leave their images out");
    }
    if (!plan.differing().isEmpty() && !request.replace()) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              plan.differing().size() + " local files differ from the backup; nothing was changed")
          .with("first", plan.differing().get(0))
          .remedy("to put the backup's in their place (they are moved, not deleted): --replace");
    }
    if (plan.bytes() > plan.freeBytes()) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              "not enough room: " + plan.bytes() + " bytes to fetch, " + plan.freeBytes() + " free")
          .remedy("make room on the data set");
    }
  }

  /** A restore that can be carried out; holds the lock until it is closed. */
  public static final class Prepared implements AutoCloseable {
    private final Restore restore;
    private final RestoreRequest request;
    private final ImgapiConfig config;
    private final RestoreRun run;
    private final RestoreRun.Prepared prepared;
    private final Area area;
    private final RunLock lock;
    private final Events events;

    private Prepared(
        Restore restore,
        RestoreRequest request,
        ImgapiConfig config,
        RestoreRun run,
        RestoreRun.Prepared prepared,
        Area area,
        RunLock lock,
        Events events) {
      this.restore = restore;
      this.request = request;
      this.config = config;
      this.run = run;
      this.prepared = prepared;
      this.area = area;
      this.lock = lock;
      this.events = events;
    }

    /** What will be done; empty where the instance has no Manta and only the marker is written. */
    public Optional<RestorePlan> plan() {
      return prepared == null ? Optional.empty() : Optional.of(prepared.plan());
    }

    /** Carries the plan out. Safe to run again after any end. */
    public RestoreResult apply() {
      if (request.dryRun()) {
        throw new IllegalStateException("a dry run is not carried out");
      }
      try {
        return restore.carryOut(config, run, prepared, area, events);
      } catch (StoreException e) {
        throw StoreFailures.explain(e, config.requireManta());
      }
    }

    /** The operator did not want it after all: what was laid ready goes. */
    public void declined() {
      if (run != null && lock != null) {
        prepared.stage().clear(prepared.manifests());
      }
    }

    @Override
    public void close() {
      Restore.close(lock);
    }
  }

  private RestoreResult carryOut(
      ImgapiConfig config, RestoreRun run, RestoreRun.Prepared prepared, Area area, Events events) {
    RunFiles files = new RunFiles(layout);
    if (run == null) {
      files.mark(clock.instant());
      record(files, RestoredRecord.NO_MANTA, List.of());
      return new RestoreResult(0, 0, 0, List.of(), "", false);
    }
    String rootDir = config.requireManta().layout().rootDir();
    Replaced replaced = new Replaced(layout, clock.instant());
    try {
      events.stands(
          "The service was not touched and no manifest was changed."
              + " imgapi restore goes on from here; imgapi restore --abort gives it up.");
      files.beginRestore(rootDir, FETCHING, clock.instant());
      take(area, files);
      RestoreRun.Fetched fetched = run.fetch(prepared, replaced);
      files.beginRestore(rootDir, PLACING, clock.instant());
      boolean managed = service.isThere(events);
      if (managed) {
        events.stands("The service is stopped until this is finished: run imgapi restore again.");
        service.stop();
      }
      long placed = prepared.stage().place(prepared.manifests(), prepared.withheld(), replaced);
      if (managed) {
        service.start(config.service());
        service.readBack(
            config.service(), prepared.stage().someActivated(prepared.manifests()), events);
      }
      List<String> withheld = prepared.withheld().stream().sorted().toList();
      files.mark(clock.instant());
      record(files, rootDir, withheld);
      files.endRestore();
      return new RestoreResult(
          placed, fetched.files(), fetched.bytes(), withheld, replaced.directory(), managed);
    } catch (IOException e) {
      throw RestoreRun.failed(layout.base(), e);
    }
  }

  private static void take(Area area, RunFiles files) {
    try {
      area.take();
    } catch (ImgapiException e) {
      if (e.code() == ExitCode.NOT_OWNER) {
        files.abortRestore();
      }
      throw e;
    }
  }

  private static void record(RunFiles files, String rootDir, List<String> withheld) {
    files.writeRestored(
        new RestoredRecord(rootDir, files.markerMd5(), files.fileStores(), withheld));
  }
}
