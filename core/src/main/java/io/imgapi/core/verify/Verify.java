/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.event.Step;
import io.imgapi.core.history.Area;
import io.imgapi.core.history.AreaRequest;
import io.imgapi.core.history.Areas;
import io.imgapi.core.history.OwnedArea;
import io.imgapi.core.ownership.TakeOver;
import io.imgapi.core.run.RunFiles;
import io.imgapi.core.run.RunLock;
import io.imgapi.core.store.MeteredStore;
import io.imgapi.core.store.RateLimit;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.StoreFailures;
import io.imgapi.core.time.Sleeper;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds a backup area, or the local trees, against what manifests and snapshots promise. Changes
 * nothing unless a repair is asked for; safe to run again after any end.
 */
public final class Verify {
  private final Areas areas;
  private final Sleeper sleeper;

  public Verify(Areas areas, Sleeper sleeper) {
    this.areas = areas;
    this.sleeper = sleeper;
  }

  /**
   * Verifies.
   *
   * @return what was found; what could not be asked for is told apart from what is wrong
   * @throws ImgapiException {@code NOT_SET_UP} where there is no backup, or with the reason why it,
   *     or the local data, cannot be looked at
   */
  public VerifyReport verify(VerifyRequest request, Events events) {
    events.stands("Nothing has been changed.");
    if (request.local()) {
      return checkLocal(request, events);
    }
    AreaRequest asked =
        new AreaRequest(
            request.config(),
            request.parallel(),
            TakeOver.none(),
            !request.repair() || request.dryRun());
    return request.repair()
        ? repair(asked, request, events)
        : areas.look(
            asked,
            area -> check(limited(area, request), request, new Step(events), Optional.empty()));
  }

  private VerifyReport repair(AreaRequest asked, VerifyRequest request, Events events) {
    try (OwnedArea owned = areas.own(asked, "imgapi verify --repair", events)) {
      Area area = limited(owned.area(), request);
      Step step = new Step(events);
      Function<DataCheck, AreaRepair> repair =
          data -> {
            RepairRight right = new RepairRight(area, owned, request.dryRun(), sleeper);
            events.stands("Nothing was deleted; what was put again holds. Run it again to finish.");
            return new AreaRepair(right, areas.layout(), truth(area), data, step);
          };
      try {
        return check(area, request, step, Optional.of(repair));
      } catch (StoreException e) {
        throw StoreFailures.explain(e, area.settings());
      }
    }
  }

  private VerifyReport checkLocal(VerifyRequest request, Events events) {
    Step step = new Step(events);
    if (!request.repair() || request.dryRun()) {
      return checkLocal(request, step);
    }
    String holder = "imgapi verify --local --repair, pid " + ProcessHandle.current().pid();
    RunLock lock = RunLock.take(areas.layout().run(), holder);
    try {
      new RunFiles(areas.layout()).requireNoRestore();
      return checkLocal(request, step);
    } finally {
      lock.close();
    }
  }

  private VerifyReport checkLocal(VerifyRequest request, Step step) {
    Findings findings = new Findings();
    Tally tally = new Tally();
    new LocalCheck(areas.layout(), true, sleeper, step, findings, tally).check();
    List<Finding> all = findings.all();
    if (request.repair()) {
      all = new LocalRepair(areas.layout(), sleeper, request.dryRun()).repair(all);
    }
    return VerifyReport.of(
        areas.layout().base().toString(), tally.checked(), List.of(), all, Map.of());
  }

  private LocalTruth truth(Area area) {
    return new LocalTruth(areas.layout(), area.settings().layout().rootDir());
  }

  private VerifyReport check(
      Area area,
      VerifyRequest request,
      Step step,
      Optional<Function<DataCheck, AreaRepair>> repair) {
    Sample sample =
        new Sample(
            request.readPercent(),
            LocalDate.ofInstant(areas.clock().instant(), ZoneOffset.UTC).toEpochDay());
    return new AreaCheck(area, truth(area), sample, step, repair).check();
  }

  private Area limited(Area area, VerifyRequest request) {
    if (request.bytesPerSecond().isEmpty()) {
      return area;
    }
    RateLimit limit = new RateLimit(request.bytesPerSecond().getAsLong(), areas.clock(), sleeper);
    return new Area(
        area.settings(),
        area.mirror(),
        new MeteredStore(area.store(), List.of(limit)),
        area.workers());
  }
}
