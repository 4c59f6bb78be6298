/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.event.Events;
import io.imgapi.core.event.Step;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.LocalScan;
import io.imgapi.core.mirror.LocalTree;
import io.imgapi.core.mirror.ManifestReader;
import io.imgapi.core.mirror.MirrorDirectories;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.RemoteScan;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * One backup of one instance: look at both sides, plan, carry out. Who may do it, and the records
 * it leaves, are {@link Backup}'s business.
 */
final class BackupRun {
  private final InstanceLayout layout;
  private final MirrorLayout mirror;
  private final ObjectStore store;
  private final Workers workers;
  private final Workers localWorkers = Workers.local("local");
  private final Sleeper sleeper;
  private final Step step;
  private final ManifestReader reader;
  private final LocalScan scan;

  BackupRun(
      InstanceLayout layout,
      MirrorLayout mirror,
      ObjectStore store,
      Workers workers,
      Sleeper sleeper,
      Step step) {
    this.layout = layout;
    this.mirror = mirror;
    this.store = store;
    this.workers = workers;
    this.sleeper = sleeper;
    this.step = step;
    this.reader = new ManifestReader(sleeper);
    this.scan = new LocalScan(layout, reader, localWorkers);
  }

  /** Both sides as they were seen, and what follows from them. */
  record Prepared(LocalTree local, RemoteTree remote, BackupPlan plan) {}

  /**
   * Looks at both sides and plans; changes nothing.
   *
   * @param withheld images that a restore left out
   */
  Prepared prepare(Set<UUID> withheld) {
    AtomicReference<LocalTree> localTree = new AtomicReference<>();
    AtomicReference<RemoteTree> remoteTree = new AtomicReference<>();
    // One waits for the disk and hashes, the other waits for the network.
    List<Runnable> sides =
        List.of(
            () -> remoteTree.set(new RemoteScan(store, mirror, workers).scan()),
            () -> localTree.set(scan.scan()));
    new Workers("side", sides.size()).forEach(sides, Runnable::run);
    LocalTree local = localTree.get();
    RemoteTree remote = remoteTree.get();
    ImageComparison comparison = new ImageComparison(layout, remote);
    BackupPlan plan =
        new BackupPlanner(layout, localWorkers, comparison, inspection(comparison), step)
            .plan(local, remote, withheld);
    return new Prepared(local, remote, plan);
  }

  /**
   * Carries the plan out.
   *
   * @param beforeDeleting makes sure once more that the area is this instance's
   */
  BackupResult apply(Prepared prepared, Runnable beforeDeleting, Events events) {
    BackupPlan plan = prepared.plan();
    BackupTally tally = new BackupTally(events, step, plan);
    step.begin("upload", plan.manifestPuts() + plan.filePuts(), plan.fileBytes());
    plan.quarantined()
        .forEach(
            (uuid, reason) ->
                events.notice(Events.Level.WARN, "image " + uuid + " is set aside: " + reason));
    MirrorDirectories directories = new MirrorDirectories(store, seenIn(prepared.remote()));
    FileUpload fileUpload = new FileUpload(store);
    ImageUpload imageUpload =
        new ImageUpload(
            layout,
            mirror,
            inspection(new ImageComparison(layout, prepared.remote())),
            directories,
            fileUpload,
            tally,
            sleeper);
    workers.forEach(plan.images(), image -> imageUpload.upload(image.uuid()));
    putExtras(plan, directories, fileUpload, tally);
    workers.forEach(bornMeanwhile(prepared.local()), imageUpload::upload);
    boolean mayDelete = !tally.hasFailures();
    if (mayDelete && plan.deletesAnything()) {
      beforeDeleting.run();
      step.begin("delete", plan.manifestDeletions().size() + plan.fileDeletions().size(), 0);
      new MirrorCleanup(layout, mirror, store, workers, tally).run(plan, prepared.local());
    }
    return tally.result(plan, mayDelete);
  }

  private ImageInspection inspection(ImageComparison comparison) {
    return new ImageInspection(layout, reader, scan, comparison, sleeper);
  }

  private Predicate<String> seenIn(RemoteTree remote) {
    String above = mirror.backup() + "/";
    return path -> path.startsWith(above) && remote.hasDirectory(path.substring(above.length()));
  }

  private List<UUID> bornMeanwhile(LocalTree local) {
    Set<UUID> now = new HashSet<>();
    scan.manifestNames().forEach(name -> now.add(ManifestParser.uuidOf(name)));
    now.removeAll(local.manifests().keySet());
    now.removeAll(local.unreadable().keySet());
    return List.copyOf(now);
  }

  private void putExtras(
      BackupPlan plan, MirrorDirectories directories, FileUpload upload, BackupTally tally) {
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
        extra -> putExtra(extra.getKey(), extra.getValue(), directories, upload, tally));
  }

  private static void putExtra(
      String path, Path file, MirrorDirectories directories, FileUpload upload, BackupTally tally) {
    try {
      directories.ensure(path.substring(0, path.lastIndexOf('/')));
      long size = Files.size(file);
      String name = file.getFileName().toString();
      upload.put(
          path, file, new FileWork(name, name, size, Optional.empty(), Optional.empty(), true));
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
