/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.LocalTree;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.MirrorState;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.store.Condition;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes out of the mirror what is gone locally: manifests first, then files, each only in the
 * version that was listed, and only while it is still gone.
 */
final class MirrorCleanup {
  private final InstanceLayout layout;
  private final MirrorLayout mirror;
  private final ObjectStore store;
  private final Workers workers;
  private final MirrorState state;
  private final BackupTally tally;

  MirrorCleanup(
      InstanceLayout layout,
      MirrorLayout mirror,
      ObjectStore store,
      Workers workers,
      MirrorState state,
      BackupTally tally) {
    this.layout = layout;
    this.mirror = mirror;
    this.store = store;
    this.workers = workers;
    this.state = state;
    this.tally = tally;
  }

  /** Deletes; a file stays while the deletion of any manifest failed. */
  void run(BackupPlan plan, LocalTree local) {
    workers.forEach(plan.manifestDeletions(), this::deleteManifest);
    if (tally.hasFailures()) {
      return;
    }
    List<Deletion> files =
        plan.fileDeletions().stream().filter(deletion -> !isBack(deletion, local)).toList();
    workers.forEach(files, this::deleteFile);
  }

  private void deleteManifest(Deletion deletion) {
    boolean back =
        deletion.goneLocally() && isHere(layout.manifests().resolve(deletion.relative()));
    if (!back && delete(mirror.manifests() + "/" + deletion.relative(), deletion)) {
      tally.deletedManifest();
    }
  }

  private void deleteFile(Deletion deletion) {
    if (delete(mirror.images() + "/" + deletion.relative(), deletion)) {
      tally.deletedFile();
    }
  }

  /** Whether the file came back, or its image got a manifest, since the plan was made. */
  private boolean isBack(Deletion deletion, LocalTree local) {
    if (deletion.goneLocally() && isHere(layout.images().resolve(deletion.relative()))) {
      return true;
    }
    return ImagePath.parse(deletion.relative())
        .map(
            path ->
                tally.isQuarantined(path.uuid())
                    || (!local.manifests().containsKey(path.uuid())
                        && isHere(layout.manifest(path.uuid().toString()))))
        .orElse(false);
  }

  private static boolean isHere(Path file) {
    // A file that cannot be looked at counts as here: only what is surely gone may be deleted.
    return !Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
  }

  private boolean delete(String path, Deletion deletion) {
    try {
      store.delete(path, Condition.ifMatch(deletion.etag()));
      state.deleted(mirror.relative(path));
      return true;
    } catch (StoreException e) {
      ItemFailures.rethrowIfFatal(e);
      if (e.kind() == StoreException.Kind.ABSENT) {
        state.deleted(mirror.relative(path));
        return true;
      }
      tally.failed("delete " + path, e.getMessage());
      return false;
    }
  }
}
