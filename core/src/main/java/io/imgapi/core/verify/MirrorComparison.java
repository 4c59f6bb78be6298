/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import io.imgapi.core.store.Entry;
import java.util.List;
import java.util.Optional;

/** Holds the mirror against its newest snapshot, which says what the last backup left in it. */
final class MirrorComparison {
  private final MirrorLayout mirror;
  private final RemoteTree remote;
  private final SecondLook look;
  private final LocalTruth local;
  private final Findings findings;

  MirrorComparison(
      MirrorLayout mirror,
      RemoteTree remote,
      SecondLook look,
      LocalTruth local,
      Findings findings) {
    this.mirror = mirror;
    this.remote = remote;
    this.look = look;
    this.local = local;
    this.findings = findings;
  }

  /**
   * Whether the mirror, as it was listed, holds something else than the snapshot lists, and that is
   * no content of the snapshot itself.
   */
  boolean differs(SnapshotEntry entry) {
    boolean content = entry.place() == Place.MIRROR && !entry.mutable();
    return !content && listed(entry).filter(object -> object.md5().equals(entry.md5())).isEmpty();
  }

  /** Checks an entry that differs once more. */
  void check(SnapshotEntry entry) {
    String path = mirror.backup() + "/" + entry.path();
    Optional<Md5> now = look.at(path).map(Entry::md5);
    if (now.filter(entry.md5()::equals).isPresent() || local.explains(entry.path(), now)) {
      return;
    }
    boolean damaged = findings.has(Kind.MANIFEST_DAMAGED, path);
    findings.add(
        damaged ? Kind.MANIFEST_DAMAGED : kind(entry, now),
        path,
        Need.of(entry),
        SecondLook.words(look.at(path)),
        entry.image().map(List::of).orElse(List.of()),
        List.of());
  }

  private static Kind kind(SnapshotEntry entry, Optional<Md5> now) {
    if (entry.isManifest()) {
      return now.isEmpty() ? Kind.MANIFEST_MISSING : Kind.MANIFEST_DIFFERS;
    }
    if (now.isEmpty()) {
      return Kind.FILE_MISSING;
    }
    return entry.mutable() ? Kind.MUTABLE_DIFFERS : Kind.FILE_DAMAGED;
  }

  private Optional<RemoteObject> listed(SnapshotEntry entry) {
    String relative = entry.relative();
    if (entry.isManifest()) {
      return entry
          .image()
          .map(uuid -> remote.manifests().get(uuid))
          .or(() -> Optional.ofNullable(remote.otherManifestObjects().get(relative)));
    }
    return ImagePath.parse(relative)
        .map(path -> remote.filesOf(path.uuid()).get(path.name()))
        .or(() -> Optional.ofNullable(remote.otherImageObjects().get(relative)));
  }
}
