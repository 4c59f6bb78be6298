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
import io.imgapi.core.ownership.Claimant;
import io.imgapi.core.ownership.Ownerships;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.run.RestoreJournal;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.run.RunFiles;
import io.imgapi.core.run.RunLock;
import io.imgapi.core.run.TreeOwner;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StepMeter;
import io.imgapi.core.store.StoreConnector;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.StoreFailures;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Restores an instance: plans, fetches image files while the service runs, stops it, places the
 * manifests, starts it, and writes the marker that lets backups run. A journal stands while that is
 * under way; a broken restore is taken up by running it again.
 */
public final class Restore {
  private final InstanceLayout layout;
  private final ConfigReader configReader;
  private final StoreConnector connector;
  private final Ownerships ownerships;
  private final RestoreSteps steps;
  private final RestoreTraffic traffic;
  private final Clock clock;

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
    this.steps = new RestoreSteps(layout, new ServiceSwitch(services, ping, clock, sleeper), clock);
    this.traffic = new RestoreTraffic(clock, sleeper);
    this.clock = clock;
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
        RotationJournal.requireKeyAtRest(layout.run());
        makeTrees();
      }
      boolean any = request.selection().equals(RestoreSelection.mirror());
      prepared =
          config.manta().isPresent() || !any
              ? withManta(request, config, config.requireManta(), lock, events)
              : new Prepared(steps, Optional.empty(), false, request.dryRun(), lock);
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
      RestoreJournal journal =
          files
              .restoreJournal()
              .orElseThrow(
                  () -> ImgapiException.of(ExitCode.NOT_SET_UP, "no restore is under way here"));
      if (journal.phase() == RestoreJournal.Phase.PLACING) {
        throw ImgapiException.of(
                ExitCode.REFUSED,
                "the restore has begun to place manifests; it can only be finished")
            .remedy("run: " + journal.toFinish());
      }
      files.abortRestore();
      clearStaged();
    } finally {
      lock.close();
    }
  }

  private void clearStaged() {
    try {
      ManifestStage.clearAll(layout);
    } catch (IOException e) {
      throw RestoreRun.failed(layout.manifests(), e);
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
        ownerships.of(plain, mirror, Claimant.of(settings)).look(request.area().evenIfOlder());
    ObjectStore store = traffic.over(plain, request, new StepMeter(step), claimMeter);
    if (store.head(mirror.backup()).isEmpty() && !request.newRepo()) {
      throw ImgapiException.of(ExitCode.NOT_SET_UP, "there is no backup at " + mirror.backup())
          .with("manta", settings.shownUrl())
          .with("account", settings.user())
          .remedy(
              "check manta.user and manta.baseDir; if this is a new repository:"
                  + " imgapi restore --new-repo");
    }
    Workers workers = new Workers("restore", request.parallel());
    RunFiles files = new RunFiles(layout);
    Optional<RestoreJournal> journal = files.restoreJournal();
    String rootDir = settings.layout().rootDir();
    boolean one = request.selection().only().isPresent();
    if (one) {
      files.requireNoRestore();
      requireRestoredFrom(files, rootDir);
    }
    RestoreSource source =
        new RestoreSources(mirror, store, workers).open(request.selection().at());
    journal.ifPresent(under -> requireSame(under, rootDir, source));
    RestoreRun.Prepared prepared =
        new RestoreRun(layout, mirror, new MantaFiles(store, settings.layout().images()), step)
            .prepare(
                lock != null,
                Optional.of(claim),
                source,
                RestoreScope.inPlace(request.selection()));
    boolean replace =
        request.replace()
            || claim.isAhead()
            || source.snapshot().isPresent()
            || journal.filter(RestoreJournal::replace).isPresent();
    try {
      new RestoreChecks(request.skipMissing() && !one, replace).require(prepared.plan());
    } catch (ImgapiException e) {
      if (lock != null) {
        prepared.stage().clear(prepared.manifests());
      }
      throw e;
    }
    boolean live = !one && claim.isOurs() && journal.isEmpty() && files.isMarked();
    RestoreSteps.Job job =
        new RestoreSteps.Job(
            request,
            config,
            prepared,
            new AreaRight(claim, claimMeter, rootDir),
            new FileStage(layout, store, workers, step),
            replace,
            events);
    return new Prepared(steps, Optional.of(job), live, request.dryRun(), lock);
  }

  private static void requireRestoredFrom(RunFiles files, String rootDir) {
    boolean from =
        files.isMarked() && files.restored().filter(r -> r.rootDir().equals(rootDir)).isPresent();
    if (!from) {
      throw ImgapiException.of(
              ExitCode.NOT_SET_UP,
              "this instance was never restored from that area, so a single image has no place here")
          .with("area", rootDir)
          .remedy("run: imgapi restore; or take the image to a directory with --target");
    }
  }

  private static void requireSame(RestoreJournal journal, String rootDir, RestoreSource source) {
    String wanted = source.snapshot().map(SnapshotId::toString).orElse("");
    if (journal.snapshot().equals(wanted) && journal.rootDir().equals(rootDir)) {
      return;
    }
    boolean canAbort = journal.phase() == RestoreJournal.Phase.FETCHING;
    throw ImgapiException.of(
            ExitCode.REFUSED, "the restore of another state was begun here and is not finished")
        .with("from", journal.rootDir())
        .with("state", journal.snapshot().isEmpty() ? "the mirror" : journal.snapshot())
        .remedy(
            "finish it: "
                + journal.toFinish()
                + (canAbort ? "; or give it up: imgapi restore --abort" : ""));
  }

  /** A restore that can be carried out; holds the lock until it is closed. */
  public static final class Prepared implements PreparedRestore {
    private final RestoreSteps steps;
    private final Optional<RestoreSteps.Job> job;
    private final boolean live;
    private final boolean dryRun;
    private final RunLock lock;

    private Prepared(
        RestoreSteps steps,
        Optional<RestoreSteps.Job> job,
        boolean live,
        boolean dryRun,
        RunLock lock) {
      this.steps = steps;
      this.job = job;
      this.live = live;
      this.dryRun = dryRun;
      this.lock = lock;
    }

    @Override
    public Optional<RestorePlan> plan() {
      return job.map(j -> j.prepared().plan());
    }

    @Override
    public boolean leavesLiveState() {
      return live
          && plan().filter(p -> p.source().snapshot().isPresent() && !p.isUpToDate()).isPresent();
    }

    @Override
    public RestoreResult apply() {
      if (dryRun) {
        throw new IllegalStateException("a dry run is not carried out");
      }
      if (job.isEmpty()) {
        return steps.markOnly();
      }
      try {
        return steps.run(job.get());
      } catch (StoreException e) {
        throw StoreFailures.explain(e, job.get().config().requireManta());
      }
    }

    @Override
    public void declined() {
      if (!dryRun) {
        job.ifPresent(j -> j.prepared().stage().clear(j.prepared().manifests()));
      }
    }

    @Override
    public void close() {
      Restore.close(lock);
    }
  }
}
