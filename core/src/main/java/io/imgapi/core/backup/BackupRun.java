/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.event.Step;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.LocalPresence;
import io.imgapi.core.mirror.LocalTree;
import io.imgapi.core.mirror.MirrorDirectories;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.MirrorState;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.ownership.Claim;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.prune.Prune;
import io.imgapi.core.prune.PrunePlan;
import io.imgapi.core.prune.PruneResult;
import io.imgapi.core.run.PruneRecord;
import io.imgapi.core.snapshot.Blobs;
import io.imgapi.core.snapshot.Retention;
import io.imgapi.core.snapshot.SnapshotId;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * One backup of one instance: look at both sides, plan, carry out. Who may do it, and the records
 * it leaves, are {@link Backup}'s business.
 */
final class BackupRun {
  private final LocalSide local;
  private final InstanceLayout layout;
  private final MirrorLayout mirror;
  private final ObjectStore store;
  private final Workers workers;
  private final FileUpload.Sizes sizes;
  private final Earlier earlier;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Step step;

  BackupRun(
      LocalSide local,
      MirrorLayout mirror,
      ObjectStore store,
      Workers workers,
      FileUpload.Sizes sizes,
      Earlier earlier,
      Clock clock,
      Sleeper sleeper,
      Step step) {
    this.local = local;
    this.layout = local.layout();
    this.mirror = mirror;
    this.store = store;
    this.workers = workers;
    this.sizes = sizes;
    this.earlier = earlier;
    this.clock = clock;
    this.sleeper = sleeper;
    this.step = step;
  }

  /** Both sides as they were seen, and what follows from them. */
  record Prepared(LocalTree local, RemoteTree remote, MirrorState state, BackupPlan plan) {}

  /**
   * Looks at both sides and plans; changes nothing.
   *
   * @param withheld images that a restore left out
   */
  Prepared prepare(Set<UUID> withheld) {
    // The local side waits for the disk and hashes meanwhile, this one waits for the network.
    RemoteTree remote = earlier.mirror();
    LocalTree tree = local.tree().get();
    MirrorState state = new MirrorState(remote);
    ImageComparison comparison = new ImageComparison(local.digests(), state);
    BackupPlan plan =
        new BackupPlanner(
                local.digests(),
                local.workers(),
                comparison,
                inspection(comparison),
                sizes.inMemory(),
                step)
            .plan(tree, remote, withheld);
    return new Prepared(tree, remote, state, plan);
  }

  /**
   * Carries the plan out.
   *
   * @param claim taken by this run
   * @param retention which snapshots are kept; empty where this run lets nothing go
   */
  BackupResult apply(Prepared prepared, Claim claim, Optional<Retention> retention, Events events) {
    boolean changes = !prepared.plan().isUpToDate();
    try (ArchiveAhead archive =
        changes ? ArchiveAhead.begin(layout, prepared.local()) : ArchiveAhead.none()) {
      return apply(prepared, claim, retention, archive, events);
    }
  }

  private BackupResult apply(
      Prepared prepared,
      Claim claim,
      Optional<Retention> retention,
      ArchiveAhead archive,
      Events events) {
    BackupPlan plan = prepared.plan();
    BackupTally tally = new BackupTally(events, step, plan);
    step.begin("upload", plan.manifestPuts() + plan.filePuts(), plan.fileBytes());
    plan.quarantined()
        .forEach(
            (uuid, reason) ->
                events.notice(Events.Level.WARN, "image " + uuid + " is set aside: " + reason));
    MirrorState state = prepared.state();
    MirrorDirectories directories = new MirrorDirectories(store, seenIn(state));
    Blobs blobs = new Blobs(store, mirror);
    ProvenPut put = new ProvenPut(store);
    BlobUpload keeper = new BlobUpload(mirror, blobs, directories, put);
    FileUpload fileUpload = new FileUpload(put, keeper, sizes);
    ImageUpload imageUpload =
        new ImageUpload(
            local.digests(),
            mirror,
            inspection(new ImageComparison(local.digests(), state)),
            directories,
            fileUpload,
            put,
            state,
            tally,
            sleeper);
    workers.forEach(plan.images(), image -> imageUpload.upload(image.uuid()));
    putExtras(plan, directories, fileUpload, state, tally);
    if (!plan.isUpToDate()) {
      workers.forEach(bornMeanwhile(prepared.local()), imageUpload::upload);
    }
    boolean mayDelete = !tally.hasFailures();
    if (mayDelete && plan.deletesAnything()) {
      claim.confirm();
      step.begin("delete", plan.manifestDeletions().size() + plan.fileDeletions().size(), 0);
      new MirrorCleanup(layout, mirror, store, workers, state, tally).run(plan, prepared.local());
    }
    ListedBesides besides = ListedBesides.of(plan.retained(), tally.quarantined());
    Optional<SnapshotId> snapshot =
        earlier.isListed(state, besides)
            ? Optional.empty()
            : snapshot(prepared, tally, directories, blobs, keeper, archive, claim, events);
    Optional<PruneResult> pruned =
        mayDelete ? retention.flatMap(keep -> prune(state, keep, claim)) : Optional.empty();
    return tally.result(plan, mayDelete, snapshot, pruned);
  }

  private Optional<SnapshotId> snapshot(
      Prepared prepared,
      BackupTally tally,
      MirrorDirectories directories,
      Blobs blobs,
      BlobUpload keeper,
      ArchiveAhead archive,
      Claim claim,
      Events events) {
    step.begin("snapshot", Step.UNKNOWN, Step.UNKNOWN);
    MirrorContents contents = new MirrorContents(layout, mirror, store);
    MirrorEntries entries =
        new MirrorEntries(
            new LocalPresence(layout),
            prepared.state(),
            new MirrorManifests(prepared.local(), contents),
            tally::isQuarantined,
            sizes.inMemory());
    return new SnapshotStage(
            layout,
            mirror,
            store,
            contents,
            workers,
            blobs,
            keeper,
            directories,
            clock,
            sleeper,
            events)
        .take(entries, tally.isPartial(), archive, claim);
  }

  /** Once a day. */
  private Optional<PruneResult> prune(MirrorState state, Retention retention, Claim claim) {
    PruneRecord record = new PruneRecord(layout);
    if (!record.isDue(mirror.backup(), clock.instant())) {
      return Optional.empty();
    }
    step.begin("prune", Step.UNKNOWN, Step.UNKNOWN);
    Prune prune = new Prune(mirror, store, workers);
    LocalPresence local = new LocalPresence(layout);
    PrunePlan plan = prune.plan(state, retention, local::mayHave);
    PruneResult result = prune.apply(plan, claim::confirm, local::mayHave);
    try {
      record.pruned(mirror.backup(), clock.instant());
    } catch (IOException e) {
      throw ImgapiException.of(ExitCode.FAILED, "the time of the prune cannot be recorded: " + e)
          .remedy("check the room and the mode of " + layout.run());
    }
    return Optional.of(result);
  }

  private ImageInspection inspection(ImageComparison comparison) {
    return new ImageInspection(layout, local.reader(), local.scan(), comparison, sleeper);
  }

  private Predicate<String> seenIn(MirrorState state) {
    String above = mirror.backup() + "/";
    return path -> path.startsWith(above) && state.hasDirectory(mirror.relative(path));
  }

  private List<UUID> bornMeanwhile(LocalTree before) {
    Set<UUID> now = new HashSet<>();
    local.scan().manifestNames().forEach(name -> now.add(ManifestParser.uuidOf(name)));
    now.removeAll(before.manifests().keySet());
    now.removeAll(before.unreadable().keySet());
    return List.copyOf(now);
  }

  private void putExtras(
      BackupPlan plan,
      MirrorDirectories directories,
      FileUpload upload,
      MirrorState state,
      BackupTally tally) {
    Map<String, Path> extras = new HashMap<>();
    plan.manifestExtras()
        .keySet()
        .forEach(
            name -> extras.put(mirror.manifests() + "/" + name, layout.manifests().resolve(name)));
    plan.imageExtras()
        .keySet()
        .forEach(path -> extras.put(mirror.images() + "/" + path, layout.images().resolve(path)));
    workers.forEach(
        extras.entrySet(),
        extra -> putExtra(extra.getKey(), extra.getValue(), directories, upload, state, tally));
  }

  private void putExtra(
      String path,
      Path file,
      MirrorDirectories directories,
      FileUpload upload,
      MirrorState state,
      BackupTally tally) {
    try {
      directories.ensure(path.substring(0, path.lastIndexOf('/')));
      long size = Files.size(file);
      String name = file.getFileName().toString();
      FileWork work = new FileWork(name, name, size, Optional.empty(), Optional.empty(), true);
      state.put(mirror.relative(path), upload.put(path, file, work));
      tally.putFile(size);
    } catch (NoSuchFileException e) {
      // Gone since the plan was made; the next run takes its mirror copy away.
    } catch (IOException | UncheckedIOException e) {
      tally.failed(path, "the file cannot be read: " + e);
    } catch (StoreException e) {
      ItemFailures.rethrowIfFatal(e);
      tally.failed(path, e.getMessage());
    }
  }
}
