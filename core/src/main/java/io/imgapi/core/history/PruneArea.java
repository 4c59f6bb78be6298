/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.history;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.mirror.LocalPresence;
import io.imgapi.core.mirror.MirrorState;
import io.imgapi.core.mirror.RemoteScan;
import io.imgapi.core.prune.Prune;
import io.imgapi.core.prune.PrunePlan;
import io.imgapi.core.prune.PruneResult;
import io.imgapi.core.snapshot.Retention;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.StoreFailures;
import java.util.function.BiFunction;

/**
 * Lets go of snapshots, by age or by name, and of what nothing needs any more. Safe to run again
 * after any end.
 */
public final class PruneArea {
  private final Areas areas;

  public PruneArea(Areas areas) {
    this.areas = areas;
  }

  /**
   * Plans to let go what retention does not keep; the caller closes what it gets.
   *
   * @throws ImgapiException with the reason why nothing can be let go now
   */
  public Prepared prepare(AreaRequest request, Retention retention, Events events) {
    LocalPresence local = new LocalPresence(areas.layout());
    return prepare(
        request,
        "imgapi prune",
        events,
        (prune, state) -> prune.plan(state, retention, local::mayHave));
  }

  /**
   * Plans to let one snapshot go; the caller closes what it gets.
   *
   * @throws ImgapiException {@code FAILED} where there is no such snapshot
   */
  public Prepared prepareRemoval(AreaRequest request, SnapshotId id, Events events) {
    LocalPresence local = new LocalPresence(areas.layout());
    return prepare(
        request,
        "imgapi snapshots remove",
        events,
        (prune, state) -> {
          PrunePlan plan = prune.without(id, state, local::mayHave);
          if (!plan.expired().containsKey(id)) {
            throw ImgapiException.of(ExitCode.FAILED, "there is no snapshot " + id)
                .remedy("see which there are: imgapi snapshots");
          }
          return plan;
        });
  }

  private Prepared prepare(
      AreaRequest request,
      String command,
      Events events,
      BiFunction<Prune, MirrorState, PrunePlan> planner) {
    OwnedArea owned = areas.own(request, command, events);
    Prepared prepared = null;
    try {
      Area area = owned.area();
      requireSnapshots(area);
      Prune prune = new Prune(area.mirror(), area.store(), area.workers());
      MirrorState state =
          new MirrorState(new RemoteScan(area.store(), area.mirror(), area.workers()).scan());
      prepared =
          new Prepared(
              owned, prune, planner.apply(prune, state), new LocalPresence(areas.layout()), events);
      return prepared;
    } catch (StoreException e) {
      throw StoreFailures.explain(e, owned.area().settings());
    } finally {
      if (prepared == null) {
        owned.close();
      }
    }
  }

  private static void requireSnapshots(Area area) {
    if (new Snapshots(area.store(), area.mirror()).begun().isEmpty()) {
      throw ImgapiException.of(ExitCode.NOT_SET_UP, "there are no snapshots")
          .with("area", area.mirror().backup())
          .remedy("imgapi backup makes them");
    }
  }

  /** What can be carried out; holds the lock until it is closed. */
  public static final class Prepared implements AutoCloseable {
    private final OwnedArea owned;
    private final Prune prune;
    private final PrunePlan plan;
    private final LocalPresence local;
    private final Events events;

    private Prepared(
        OwnedArea owned, Prune prune, PrunePlan plan, LocalPresence local, Events events) {
      this.owned = owned;
      this.prune = prune;
      this.plan = plan;
      this.local = local;
      this.events = events;
    }

    /** What will go. */
    public PrunePlan plan() {
      return plan;
    }

    /** Lets it go. */
    public PruneResult apply() {
      try {
        events.stands("Every snapshot that is still listed is whole. Run it again to finish.");
        return prune.apply(plan, owned.take()::confirm, local::mayHave);
      } catch (StoreException e) {
        throw StoreFailures.explain(e, owned.area().settings());
      }
    }

    @Override
    public void close() {
      owned.close();
    }
  }
}
