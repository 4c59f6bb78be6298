/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import java.util.List;
import java.util.UUID;

/**
 * How an image and its mirror compare.
 *
 * @param uuid the image
 * @param manifestDiffers whether the mirror lacks the manifest or holds other bytes
 * @param files files to put
 * @param problems files that are missing or damaged here
 * @param mayPutManifest whether every file that the manifest names is in the mirror or among {@code
 *     files}, so that the manifest may follow them
 */
record ImageVerdict(
    UUID uuid,
    boolean manifestDiffers,
    List<FileWork> files,
    List<FileProblem> problems,
    boolean mayPutManifest) {

  boolean isClean() {
    return !manifestDiffers && files.isEmpty() && problems.isEmpty();
  }

  boolean isDamaged() {
    return problems.stream().anyMatch(p -> p.kind() == FileProblem.Kind.DAMAGED);
  }

  long bytes() {
    return files.stream().mapToLong(FileWork::size).sum();
  }
}
