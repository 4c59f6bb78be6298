/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.manifest.ImageFile;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what was checked. Safe for many threads. */
final class Tally {
  private final AtomicLong manifests = new AtomicLong();
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong mantaFiles = new AtomicLong();
  private final AtomicLong sizeOnly = new AtomicLong();
  private final AtomicLong contents = new AtomicLong();
  private final AtomicLong readFiles = new AtomicLong();
  private final AtomicLong readBytes = new AtomicLong();

  void manifest() {
    manifests.incrementAndGet();
  }

  /** A file was held against what a manifest says. */
  void file(ImageFile named) {
    files.incrementAndGet();
    countSizeOnly(named);
  }

  /** A file that the service keeps in Manta was held against its manifest. */
  void mantaFile(ImageFile named) {
    mantaFiles.incrementAndGet();
    countSizeOnly(named);
  }

  private void countSizeOnly(ImageFile named) {
    if (named.md5().isEmpty()) {
      sizeOnly.incrementAndGet();
    }
  }

  /** Entries of a snapshot were held against what there is. */
  void contents(long entries) {
    contents.addAndGet(entries);
  }

  /** A content was read and hashed. */
  void read(long bytes) {
    readFiles.incrementAndGet();
    readBytes.addAndGet(bytes);
  }

  Checked checked() {
    return new Checked(
        manifests.get(),
        files.get(),
        mantaFiles.get(),
        sizeOnly.get(),
        contents.get(),
        readFiles.get(),
        readBytes.get());
  }
}
