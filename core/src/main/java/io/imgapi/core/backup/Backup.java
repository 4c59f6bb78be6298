/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.cache.LocalCache;
import io.imgapi.core.cache.MirrorCache;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.config.Mode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.event.Step;
import io.imgapi.core.host.LocalFiles;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.ownership.Claim;
import io.imgapi.core.ownership.ClaimMeter;
import io.imgapi.core.ownership.Claimant;
import io.imgapi.core.ownership.Ownerships;
import io.imgapi.core.ownership.SeenOwner;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.prune.PruneResult;
import io.imgapi.core.run.MirrorLoss;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.run.RunFiles;
import io.imgapi.core.run.RunLock;
import io.imgapi.core.schedule.OriginalBackup;
import io.imgapi.core.store.GiveUp;
import io.imgapi.core.store.Meter;
import io.imgapi.core.store.MeteredStore;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.RateLimit;
import io.imgapi.core.store.StepMeter;
import io.imgapi.core.store.StoreConnector;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.StoreFailures;
import io.imgapi.core.store.Traffic;
import io.imgapi.core.time.Sleeper;
import io.imgapi.core.zoneconfig.BackUpConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Backs an instance up: checks that it may, plans, carries out, and records how it ended, whatever
 * the end. Safe to run again after any end, a kill included.
 */
public final class Backup {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private final InstanceLayout layout;
  private final ConfigReader configReader;
  private final StoreConnector connector;
  private final Ownerships ownerships;
  private final Clock clock;
  private final Sleeper sleeper;

  public Backup(
      InstanceLayout layout,
      ConfigReader configReader,
      StoreConnector connector,
      Ownerships ownerships,
      Clock clock,
      Sleeper sleeper) {
    this.layout = layout;
    this.configReader = configReader;
    this.connector = connector;
    this.ownerships = ownerships;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Looks at both sides and plans. Takes the lock, unless only the plan is wanted; the caller
   * closes what it gets.
   *
   * @throws ImgapiException with the reason why there can be no backup now; recorded, except where
   *     another run holds the lock
   */
  public Prepared prepare(BackupRequest request, Events events) {
    events.stands("Nothing has been changed.");
    if (request.dryRun()) {
      return plan(request, events, null, null);
    }
    RunLock lock =
        RunLock.take(
            layout.run(),
            "imgapi backup, pid " + ProcessHandle.current().pid() + ", since " + clock.instant());
    BackupRecord record = new BackupRecord(layout, clock, events);
    Prepared prepared = null;
    try {
      RotationJournal.requireKeyAtRest(layout.run());
    } catch (ImgapiException e) {
      // Like the lock, this leaves the record of the last backup alone.
      lock.close();
      throw e;
    }
    try {
      record.running();
      prepared = plan(request, record.keepingFresh(), lock, record);
      return prepared;
    } catch (ImgapiException e) {
      record.failed(e.code(), e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      record.failed(ExitCode.BUG, "unexpected: " + e);
      throw e;
    } finally {
      if (prepared == null) {
        lock.close();
      }
    }
  }

  private Prepared plan(BackupRequest request, Events events, RunLock lock, BackupRecord record) {
    ImgapiConfig config = configReader.read(request.config());
    if (config.mode() == Mode.DC) {
      throw ImgapiException.of(
              ExitCode.NOT_SET_UP, "this instance is part of a data centre, not a standalone one")
          .with("file", request.config().toString())
          .with("key", "mode");
    }
    MantaSettings settings = config.requireManta();
    String rootDir = settings.layout().rootDir();
    MirrorLayout mirror = new MirrorLayout(settings.layout().backup());
    LocalCache digests =
        EarlierRuns.digests(
            layout, request.reuse(), rootDir, ownerships.ownToken(rootDir), lock != null);
    LocalSide local = LocalSide.begin(layout, digests, sleeper);
    ObjectStore store = connector.connect(settings, request.parallel());
    Traffic traffic = new Traffic();
    ClaimMeter claimMeter = new ClaimMeter();
    Step step = new Step(events);
    Claim claim = look(store, mirror, settings, request);
    Eligibility eligibility =
        Eligibility.check(new RunFiles(layout), rootDir, claim.token(), request.limits());
    ObjectStore metered = metered(store, request, traffic, new StepMeter(step), claimMeter);
    Workers workers = new Workers("backup", request.parallel());
    MirrorCache cache = new MirrorCache(layout);
    EarlierRuns earlier =
        new EarlierRuns(
            rootDir,
            claim,
            digests,
            cache,
            new MirrorLook(cache, metered, mirror, workers, clock),
            request.reuse().mirror() && !new OriginalBackup(new LocalFiles(), layout).mayRun(),
            lock != null,
            clock);
    BackupRun run =
        new BackupRun(
            local,
            mirror,
            metered,
            workers,
            new FileUpload.Sizes(
                request.snapshots().largestBlob(), FileUpload.Sizes.USUAL.twoReads()),
            earlier,
            clock,
            sleeper,
            step);
    try {
      Set<UUID> withheld =
          eligibility.withheld().stream().map(UUID::fromString).collect(Collectors.toSet());
      BackupRun.Prepared prepared = run.prepare(withheld);
      eligibility.check(prepared.local(), prepared.remote(), claim.isFree());
      guard(request.limits(), prepared, claim.isFree(), eligibility.agreedLoss());
      return new Prepared(
          request,
          settings,
          eligibility,
          earlier,
          new BackUpConfig(layout, mirror, metered, sleeper),
          run,
          prepared,
          claim,
          claimMeter,
          traffic,
          events,
          lock,
          record);
    } catch (StoreException e) {
      throw StoreFailures.explain(e, settings);
    }
  }

  private Claim look(
      ObjectStore store, MirrorLayout mirror, MantaSettings settings, BackupRequest request) {
    try {
      return ownerships.of(store, mirror, Claimant.of(settings)).look(request.area());
    } catch (StoreException e) {
      throw StoreFailures.explain(e, settings);
    }
  }

  private ObjectStore metered(ObjectStore store, BackupRequest request, Meter... watchers) {
    List<Meter> meters = new ArrayList<>(List.of(watchers));
    meters.add(new GiveUp(PATIENCE, clock));
    request.bytesPerSecond().ifPresent(rate -> meters.add(new RateLimit(rate, clock, sleeper)));
    return new MeteredStore(store, meters);
  }

  /**
   * What snapshots retain was counted when it went; where there are none, it goes now. What the
   * operator agreed to lose when the trees went back to a snapshot is not counted.
   */
  private static void guard(
      BackupLimits limits, BackupRun.Prepared prepared, boolean free, MirrorLoss agreed) {
    MassDeleteGuard guard = new MassDeleteGuard(limits);
    BackupPlan plan = prepared.plan();
    int manifests = goneLocally(plan.manifestDeletions());
    int files = goneLocally(plan.fileDeletions()) + (free ? plan.retained().size() : 0);
    guard.check(
        "manifests",
        Math.max(0, manifests - agreed.manifests()),
        prepared.remote().manifestEntries());
    guard.check("images", Math.max(0, files - agreed.files()), prepared.remote().imageEntries());
  }

  private static int goneLocally(List<Deletion> deletions) {
    return (int) deletions.stream().filter(Deletion::goneLocally).count();
  }

  /** A backup that can be carried out; holds the lock until it is closed. */
  public static final class Prepared implements AutoCloseable {
    private final BackupRequest request;
    private final MantaSettings settings;
    private final Eligibility eligibility;
    private final EarlierRuns earlier;
    private final BackUpConfig config;
    private final BackupRun run;
    private final BackupRun.Prepared prepared;
    private final Claim claim;
    private final ClaimMeter claimMeter;
    private final Traffic traffic;
    private final Events events;
    private final RunLock lock;
    private final BackupRecord record;

    private Prepared(
        BackupRequest request,
        MantaSettings settings,
        Eligibility eligibility,
        EarlierRuns earlier,
        BackUpConfig config,
        BackupRun run,
        BackupRun.Prepared prepared,
        Claim claim,
        ClaimMeter claimMeter,
        Traffic traffic,
        Events events,
        RunLock lock,
        BackupRecord record) {
      this.request = request;
      this.settings = settings;
      this.eligibility = eligibility;
      this.earlier = earlier;
      this.config = config;
      this.run = run;
      this.prepared = prepared;
      this.claim = claim;
      this.claimMeter = claimMeter;
      this.traffic = traffic;
      this.events = events;
      this.lock = lock;
      this.record = record;
    }

    /** What will be done. */
    public BackupPlan plan() {
      return prepared.plan();
    }

    /** Whose the area is, before this run takes it. */
    public SeenOwner owner() {
      return claim.seenOwner();
    }

    /** Calls made to the store so far. */
    public long calls() {
      return traffic.calls();
    }

    /**
     * Carries the plan out and records the end.
     *
     * @throws ImgapiException where the whole run failed; single images that failed are in the
     *     result
     */
    public BackupResult apply() {
      if (lock == null) {
        throw new IllegalStateException("a dry run is not carried out");
      }
      try {
        events.stands(
            "Every image in the backup is whole; what was not put yet is missing."
                + " The next imgapi backup goes on from there.");
        claim.take();
        claimMeter.keepUp(claim);
        eligibility.adopt(claim.record().token(), request.limits());
        earlier.leaveDigests(events);
        BackupResult result = run.apply(prepared, claim, request.snapshots().retention(), events);
        if (result.exitCode() == ExitCode.OK) {
          eligibility.carriedOut();
        }
        if (request.withConfig()) {
          keepConfig();
        }
        earlier.leaveDigests(events);
        if (result.failed() == 0 && result.pruned().map(PruneResult::files).orElse(0L) == 0) {
          ListedBesides besides =
              ListedBesides.of(prepared.plan().retained(), result.quarantined().keySet());
          earlier.leaveMirror(prepared.state(), besides, events);
        }
        record.ended(result);
        return result;
      } catch (StoreException e) {
        ImgapiException failure = StoreFailures.explain(e, settings);
        record.failed(failure.code(), failure.getMessage());
        throw failure;
      } catch (ImgapiException e) {
        record.failed(e.code(), e.getMessage());
        throw e;
      } catch (RuntimeException e) {
        record.failed(ExitCode.BUG, "unexpected: " + e);
        throw e;
      }
    }

    private void keepConfig() {
      boolean put = config.put(claim, events);
      events.notice(
          Events.Level.INFO,
          put ? "the configuration was put" : "the configuration in the backup is up to date");
    }

    /** The operator did not want it after all. */
    public void declined() {
      if (record != null) {
        record.failed(ExitCode.REFUSED, "not confirmed by the operator");
      }
    }

    /** The account and server this is about, for messages. */
    public MantaSettings settings() {
      return settings;
    }

    /** What the run tells of on its way. */
    Events events() {
      return events;
    }

    @Override
    public void close() {
      if (lock != null) {
        lock.close();
      }
    }
  }
}
