/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.archive.ArchiveWriter;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import io.imgapi.core.snapshot.SpooledContent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Makes a snapshot's archive: every manifest of the mirror, in byte order. */
record SnapshotArchive(InstanceLayout layout, MirrorContents contents) {

  /**
   * Makes it, or takes the one that was made ahead where that is the same.
   *
   * @throws IOException where it cannot be laid on disk
   */
  SpooledContent of(MirrorEntries entries, ArchiveAhead ahead) throws IOException {
    ManifestSequence wanted = new ManifestSequence();
    entries.forEach(
        (entry, object) -> {
          if (entry.place() == Place.ARCHIVE) {
            wanted.add(entry.relative(), object.md5());
          }
        });
    SpooledContent made = ahead.take(wanted.finish()).orElse(null);
    return made != null ? made : SpooledContent.of(layout.run(), out -> write(out, entries));
  }

  private void write(OutputStream out, MirrorEntries entries) throws IOException {
    try (ArchiveWriter archive = new ArchiveWriter(out)) {
      entries.forEach(
          (entry, object) -> {
            if (entry.place() == Place.ARCHIVE) {
              add(archive, entry, contents.bytes(entry.path(), object));
            }
          });
    }
  }

  private static void add(ArchiveWriter archive, SnapshotEntry entry, byte[] bytes) {
    try {
      archive.add(entry.relative(), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
