/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.history;

import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.ImgapiConfig;
import io.imgapi.core.config.MantaSettings;
import io.imgapi.core.config.Mode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.ownership.Claim;
import io.imgapi.core.ownership.ClaimMeter;
import io.imgapi.core.ownership.Claimant;
import io.imgapi.core.ownership.Ownerships;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.run.RotationJournal;
import io.imgapi.core.run.RunFiles;
import io.imgapi.core.run.RunLock;
import io.imgapi.core.store.GiveUp;
import io.imgapi.core.store.Meter;
import io.imgapi.core.store.MeteredStore;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreConnector;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.StoreFailures;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Reaches the backup area of an instance, to look at it or to change it as its owner. */
public record Areas(
    InstanceLayout layout,
    ConfigReader configReader,
    StoreConnector connector,
    Ownerships ownerships,
    Clock clock) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * Looks at the area; nothing is locked.
   *
   * @throws ImgapiException with the reason why it cannot be reached
   */
  public <T> T look(AreaRequest request, Function<Area, T> question) {
    MantaSettings settings = settings(request);
    try {
      return question.apply(area(request, settings, new ClaimMeter()));
    } catch (StoreException e) {
      throw StoreFailures.explain(e, settings);
    }
  }

  /**
   * Gets hold of the area to change it: lock and ownership, as for a backup.
   *
   * @param command what is being done, for whoever meets the lock
   * @throws ImgapiException with the reason why that may not be
   */
  public OwnedArea own(AreaRequest request, String command, Events events) {
    events.stands("Nothing has been changed.");
    RunLock lock = request.dryRun() ? null : RunLock.take(layout.run(), holder(command));
    OwnedArea owned = null;
    try {
      new RunFiles(layout).requireNoRestore();
      RotationJournal.requireKeyAtRest(layout.run());
      MantaSettings settings = settings(request);
      ClaimMeter meter = new ClaimMeter();
      Area area = area(request, settings, meter);
      try {
        Claim claim =
            ownerships.of(area.store(), area.mirror(), Claimant.of(settings)).look(request.area());
        owned = new OwnedArea(area, claim, meter, lock);
        return owned;
      } catch (StoreException e) {
        throw StoreFailures.explain(e, settings);
      }
    } finally {
      if (owned == null && lock != null) {
        lock.close();
      }
    }
  }

  private String holder(String command) {
    return command + ", pid " + ProcessHandle.current().pid() + ", since " + clock.instant();
  }

  private MantaSettings settings(AreaRequest request) {
    ImgapiConfig config = configReader.read(request.config());
    if (config.mode() == Mode.DC) {
      throw ImgapiException.of(
              ExitCode.NOT_SET_UP, "this instance is part of a data centre, not a standalone one")
          .with("file", request.config().toString())
          .with("key", "mode");
    }
    return config.requireManta();
  }

  private Area area(AreaRequest request, MantaSettings settings, ClaimMeter claims) {
    ObjectStore plain = connector.connect(settings, request.parallel());
    List<Meter> meters = List.of(claims, new GiveUp(PATIENCE, clock));
    return new Area(
        settings,
        new MirrorLayout(settings.layout().backup()),
        new MeteredStore(plain, meters),
        new Workers("area", request.parallel()));
  }
}
