/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.event.Step;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.parallel.Workers;
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
 * Brings a state of a backup area into a directory: {@code manifests/} and {@code images/} below
 * it. Nothing is written to the area, no ownership is needed, and no instance is touched.
 */
public final class RestoreElsewhere {
  private final InstanceLayout instance;
  private final ConfigReader configReader;
  private final StoreConnector connector;
  private final Clock clock;
  private final Sleeper sleeper;

  public RestoreElsewhere(
      InstanceLayout instance,
      ConfigReader configReader,
      StoreConnector connector,
      Clock clock,
      Sleeper sleeper) {
    this.instance = instance;
    this.configReader = configReader;
    this.connector = connector;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /**
   * Plans.
   *
   * @param target the directory; made where it is missing, unless only the plan is wanted
   * @throws ImgapiException with the reason why nothing can be restored
   */
  public PreparedRestore prepare(RestoreRequest request, Path target, Events events) {
    new Apart(instance).require(target);
    ImgapiConfig config = configReader.read(request.config());
    MantaSettings settings = config.requireManta();
    InstanceLayout layout = InstanceLayout.treesIn(target);
    MirrorLayout mirror = new MirrorLayout(settings.layout().backup());
    Step step = new Step(events);
    Workers workers = new Workers("restore", request.parallel());
    events.stands("What was fetched stays in the directory; the same command goes on from there.");
    try {
      ObjectStore store =
          new RestoreTraffic(clock, sleeper)
              .over(connector.connect(settings, request.parallel()), request, new StepMeter(step));
      if (store.head(mirror.backup()).isEmpty()) {
        throw ImgapiException.of(ExitCode.NOT_SET_UP, "there is no backup at " + mirror.backup())
            .with("manta", settings.shownUrl())
            .with("account", settings.user())
            .remedy("check manta.user and manta.baseDir");
      }
      RestoreSource source =
          new RestoreSources(mirror, store, workers).open(request.selection().at());
      if (!request.dryRun()) {
        makeTrees(layout);
      }
      RestoreRun.Prepared prepared =
          new RestoreRun(layout, mirror, new MantaFiles(store, settings.layout().images()), step)
              .prepare(
                  !request.dryRun(),
                  Optional.empty(),
                  source,
                  RestoreScope.added(request.selection()));
      require(request, prepared);
      return new Prepared(
          layout,
          prepared,
          new FileStage(layout, store, workers, step),
          settings,
          request.dryRun());
    } catch (StoreException e) {
      throw StoreFailures.explain(e, settings);
    }
  }

  private static void require(RestoreRequest request, RestoreRun.Prepared prepared) {
    try {
      new RestoreChecks(request.skipMissing(), request.replace()).require(prepared.plan());
    } catch (ImgapiException e) {
      if (!request.dryRun()) {
        prepared.stage().clear(prepared.manifests());
      }
      throw e;
    }
  }

  private static void makeTrees(InstanceLayout layout) {
    for (Path tree : List.of(layout.manifests(), layout.images())) {
      try {
        Files.createDirectories(tree);
      } catch (IOException e) {
        throw RestoreRun.failed(tree, e);
      }
    }
  }

  private final class Prepared implements PreparedRestore {
    private final InstanceLayout layout;
    private final RestoreRun.Prepared prepared;
    private final FileStage files;
    private final MantaSettings settings;
    private final boolean dryRun;

    Prepared(
        InstanceLayout layout,
        RestoreRun.Prepared prepared,
        FileStage files,
        MantaSettings settings,
        boolean dryRun) {
      this.layout = layout;
      this.prepared = prepared;
      this.files = files;
      this.settings = settings;
      this.dryRun = dryRun;
    }

    @Override
    public Optional<RestorePlan> plan() {
      return Optional.of(prepared.plan());
    }

    @Override
    public boolean leavesLiveState() {
      return false;
    }

    @Override
    public RestoreResult apply() {
      if (dryRun) {
        throw new IllegalStateException("a dry run is not carried out");
      }
      try {
        FileStage.Fetched fetched = files.fetch(prepared.files());
        Placement placement = new Placement(layout, files, new Replaced(layout, clock.instant()));
        long placed = placement.place(prepared);
        return placement.result(fetched, new Placement.Placed(placed, false), prepared);
      } catch (StoreException e) {
        throw StoreFailures.explain(e, settings);
      } catch (IOException e) {
        throw RestoreRun.failed(layout.base(), e);
      }
    }

    @Override
    public void declined() {
      if (!dryRun) {
        prepared.stage().clear(prepared.manifests());
      }
    }

    @Override
    public void close() {}
  }
}
