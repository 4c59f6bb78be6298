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
import io.imgapi.core.ownership.TakeOver;
import io.imgapi.core.store.MeteredStore;
import io.imgapi.core.store.RateLimit;
import io.imgapi.core.time.Sleeper;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

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
      return checkLocal(new Step(events));
    }
    AreaRequest asked =
        new AreaRequest(request.config(), request.parallel(), TakeOver.none(), true);
    return areas.look(asked, area -> check(area, request, new Step(events)));
  }

  private VerifyReport checkLocal(Step step) {
    Findings findings = new Findings();
    Tally tally = new Tally();
    new LocalCheck(areas.layout(), true, sleeper, step, findings, tally).check();
    return VerifyReport.of(
        areas.layout().base().toString(), tally.checked(), List.of(), findings.all(), Map.of());
  }

  private VerifyReport check(Area area, VerifyRequest request, Step step) {
    LocalTruth local = new LocalTruth(areas.layout(), area.settings().layout().rootDir());
    Sample sample =
        new Sample(
            request.readPercent(),
            LocalDate.ofInstant(areas.clock().instant(), ZoneOffset.UTC).toEpochDay());
    return new AreaCheck(limited(area, request), local, sample, step).check();
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
