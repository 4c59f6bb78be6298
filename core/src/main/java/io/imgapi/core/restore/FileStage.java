/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.event.Step;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.run.AtomicFile;
import io.imgapi.core.run.TreeOwner;
import io.imgapi.core.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Image files on their way in. One that nothing is in the way of goes to its place as soon as it is
 * proven; one that replaces another waits beside it until {@link #replace}.
 */
final class FileStage {
  private final InstanceLayout layout;
  private final FileFetch fetch;
  private final Workers workers;
  private final Step step;
  private final List<Waiting> waiting = Collections.synchronizedList(new ArrayList<>());

  FileStage(InstanceLayout layout, ObjectStore store, Workers workers, Step step) {
    this.layout = layout;
    this.fetch = new FileFetch(store);
    this.workers = workers;
    this.step = step;
  }

  /** A proven file, and the place that is taken by another. */
  private record Waiting(Path part, Path target) {}

  /** What was fetched. */
  record Fetched(long files, long bytes) {}

  /** Fetches every wanted file. Safe to repeat after any end: what is here is not fetched again. */
  Fetched fetch(Collection<WantedFile> wanted) throws IOException {
    TreeOwner owner = new TreeOwner(layout.images());
    RestoredDirectories directories = new RestoredDirectories(layout.images(), owner);
    AtomicLong files = new AtomicLong();
    AtomicLong bytes = new AtomicLong();
    step.begin("fetch", wanted.size(), wanted.stream().mapToLong(f -> f.object().size()).sum());
    workers.forEach(
        wanted,
        file -> {
          bytes.addAndGet(fetchOne(file, directories, owner));
          files.incrementAndGet();
          step.itemDone();
        });
    return new Fetched(files.get(), bytes.get());
  }

  private long fetchOne(WantedFile file, RestoredDirectories directories, TreeOwner owner) {
    try {
      Path target = directories.parentsOf(SafeNames.relative(file.relative()));
      Path part =
          target.resolveSibling(
              target.getFileName() + "." + SafeNames.etag(file.path(), file.object().etag()));
      long moved = fetch.fetch(file.path(), file.object(), file.proof(), part);
      owner.give(part);
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        waiting.add(new Waiting(part, target));
      } else {
        place(part, target);
      }
      return moved;
    } catch (IOException e) {
      throw RestoreRun.failed(layout.images().resolve(file.relative()), e);
    }
  }

  private static void place(Path part, Path target) throws IOException {
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    AtomicFile.syncDirectory(target.getParent());
  }

  /** Puts those that waited in the place of what was in their way, which is moved aside. */
  void replace(Replaced replaced) throws IOException {
    for (Waiting file : waiting) {
      if (Files.exists(file.target(), LinkOption.NOFOLLOW_LINKS)) {
        replaced.setAside(file.target());
      }
      place(file.part(), file.target());
    }
  }
}
