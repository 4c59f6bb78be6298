/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.history;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.event.Events;
import io.imgapi.core.history.ForgetPlan.Held;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.LocalPresence;
import io.imgapi.core.mirror.MirrorState;
import io.imgapi.core.mirror.RemoteScan;
import io.imgapi.core.ownership.Claim;
import io.imgapi.core.prune.Prune;
import io.imgapi.core.prune.PrunePlan;
import io.imgapi.core.prune.PruneResult;
import io.imgapi.core.run.RestoredRecord;
import io.imgapi.core.run.RunFiles;
import io.imgapi.core.snapshot.ArchiveWithout;
import io.imgapi.core.snapshot.SnapshotHeader;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.snapshot.SnapshotRevision;
import io.imgapi.core.snapshot.Snapshots;
import io.imgapi.core.snapshot.Snapshots.Parts;
import io.imgapi.core.snapshot.SpooledContent;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.store.StoreFailures;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes an image that is deleted for good out of every snapshot, and lets go of what only they
 * needed of it. Each snapshot holds what it lists at every moment; safe to run again after any end.
 */
public final class ForgetImage {
  private static final int MOST_FORGOTTEN = 20_000;
  private final Areas areas;
  private final Sleeper sleeper;

  public ForgetImage(Areas areas, Sleeper sleeper) {
    this.areas = areas;
    this.sleeper = sleeper;
  }

  /**
   * Plans; the caller closes what it gets.
   *
   * @throws ImgapiException {@code REFUSED} while the image is local or in the mirror, {@code
   *     FAILED} where no snapshot has it, {@code INTEGRITY} where a snapshot cannot be read
   */
  public Prepared prepare(AreaRequest request, UUID image, Events events) {
    OwnedArea owned = areas.own(request, "imgapi snapshots forget-image", events);
    Prepared prepared = null;
    try {
      prepared = new Prepared(owned, plan(owned.area(), image), events);
      return prepared;
    } catch (StoreException e) {
      throw StoreFailures.explain(e, owned.area().settings());
    } finally {
      if (prepared == null) {
        owned.close();
      }
    }
  }

  private ForgetPlan plan(Area area, UUID image) {
    if (new LocalPresence(areas.layout()).mayHaveImage(image)) {
      throw ImgapiException.of(ExitCode.REFUSED, "the image is here")
          .with("image", image.toString())
          .remedy("delete it from this IMGAPI first, then run: imgapi backup");
    }
    MirrorState state =
        new MirrorState(new RemoteScan(area.store(), area.mirror(), area.workers()).scan());
    boolean withheld = isWithheld(image);
    boolean inMirror = state.manifest(image).isPresent();
    if (inMirror && !withheld) {
      throw ImgapiException.of(ExitCode.REFUSED, "the image is still in the mirror")
          .with("object", area.mirror().manifest(image))
          .remedy("it is not here any more, so this takes it out: imgapi backup");
    }
    if (inMirror) {
      PrunePlan nothing =
          new PrunePlan(Map.of(), java.util.Set.of(), Map.of(), List.of(), List.of());
      return new ForgetPlan(image, true, true, new ConcurrentSkipListMap<>(), Map.of(), nothing);
    }
    AtomicBoolean known = new AtomicBoolean(withheld);
    NavigableMap<SnapshotId, Parts> finished =
        new java.util.TreeMap<>(new Snapshots(area.store(), area.mirror()).parts(area.workers()));
    finished.values().removeIf(parts -> parts.list().isEmpty());
    SortedMap<SnapshotId, Held> concerned = concerned(area, image, finished, known);
    if (!known.get()) {
      throw ImgapiException.of(ExitCode.FAILED, "no snapshot has that image")
          .with("image", image.toString())
          .remedy("check the uuid; imgapi verify says whether all is good");
    }
    PrunePlan contents =
        new Prune(area.mirror(), area.store(), area.workers())
            .withoutImage(image, state, new LocalPresence(areas.layout())::mayHave);
    return new ForgetPlan(image, withheld, false, concerned, finished, contents);
  }

  private boolean isWithheld(UUID image) {
    return new RunFiles(areas.layout())
        .restored()
        .map(RestoredRecord::withheld)
        .filter(withheld -> withheld.contains(image.toString()))
        .isPresent();
  }

  private static SortedMap<SnapshotId, Held> concerned(
      Area area, UUID image, Map<SnapshotId, Parts> finished, AtomicBoolean known) {
    SortedMap<SnapshotId, Held> concerned = new ConcurrentSkipListMap<>();
    Snapshots snapshots = new Snapshots(area.store(), area.mirror());
    area.workers()
        .forEach(
            finished.entrySet(),
            snapshot -> {
              long[] held = new long[2];
              SnapshotHeader header =
                  snapshots.read(
                      snapshot.getKey(),
                      entry -> {
                        if (entry.isOf(image)) {
                          held[0]++;
                          held[1] += entry.size();
                        }
                      });
              if (header.forgotten().contains(image)) {
                known.set(true);
              }
              if (held[0] > 0 || isUnfinished(header, snapshot.getValue(), image)) {
                requireRoom(header);
                known.set(true);
                concerned.put(snapshot.getKey(), new Held(held[0], held[1]));
              }
            });
    return concerned;
  }

  /** Whether its list has forgotten the image, and its archive is still the one before. */
  private static boolean isUnfinished(SnapshotHeader header, Parts parts, UUID image) {
    return header.forgotten().contains(image)
        && parts.archive().map(Entry::md5).filter(md5 -> !md5.equals(header.archive())).isPresent();
  }

  private static void requireRoom(SnapshotHeader header) {
    if (header.forgotten().size() >= MOST_FORGOTTEN) {
      throw ImgapiException.of(
              ExitCode.REFUSED, "a snapshot has forgotten too many images to say which")
          .with("snapshot", header.id().toString())
          .remedy("let it go instead: imgapi snapshots remove " + header.id());
    }
  }

  /** What can be carried out; holds the lock until it is closed. */
  public final class Prepared implements AutoCloseable {
    private final OwnedArea owned;
    private final ForgetPlan plan;
    private final Events events;

    private Prepared(OwnedArea owned, ForgetPlan plan, Events events) {
      this.owned = owned;
      this.plan = plan;
      this.events = events;
    }

    /** What will be done. */
    public ForgetPlan plan() {
      return plan;
    }

    /**
     * Forgets the image.
     *
     * @throws ImgapiException with the reason why that could not be finished
     */
    public ForgetResult apply() {
      try {
        events.stands("Every snapshot holds what it lists. Run it again to finish.");
        Claim claim = owned.take();
        if (plan.withheld()) {
          RunFiles files = new RunFiles(areas.layout());
          files.restored().ifPresent(now -> files.writeRestored(now.without(plan.image())));
        }
        plan.concerned().keySet().forEach(id -> forget(id, claim));
        LocalPresence local = new LocalPresence(areas.layout());
        Area area = owned.area();
        Optional<PruneResult> swept =
            plan.inMirror()
                ? Optional.empty()
                : Optional.of(
                    new Prune(area.mirror(), area.store(), area.workers())
                        .apply(plan.contents(), claim::confirm, local::mayHave));
        return new ForgetResult(plan.image(), List.copyOf(plan.concerned().keySet()), swept);
      } catch (StoreException e) {
        throw explain(e);
      }
    }

    private void forget(SnapshotId id, Claim claim) {
      Area area = owned.area();
      InstanceLayout layout = areas.layout();
      try (SpooledContent archive =
          new ArchiveWithout(area.store(), area.mirror(), layout.run()).copy(id, plan.image())) {
        claim.confirm();
        new SnapshotRevision(area.store(), area.mirror(), sleeper, layout.run())
            .forget(id, plan.parts().get(id), archive, plan.image());
      } catch (IOException e) {
        throw ImgapiException.of(
                ExitCode.FAILED, "a snapshot cannot be prepared anew: " + IoReason.of(e))
            .with("directory", layout.run().toString())
            .remedy("make room there, then run this again")
            .causedBy(e);
      }
    }

    private ImgapiException explain(StoreException e) {
      if (e.kind() == StoreException.Kind.CONFLICT) {
        return ImgapiException.of(
                ExitCode.NOT_OWNER, "somebody else changes the backup area at the same time")
            .with("object", e.path())
            .remedy("find out who; then run this again")
            .causedBy(e);
      }
      return StoreFailures.explain(e, owned.area().settings());
    }

    @Override
    public void close() {
      owned.close();
    }
  }
}
