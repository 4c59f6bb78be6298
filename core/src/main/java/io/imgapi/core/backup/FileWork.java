/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.FileDigests;
import io.imgapi.core.manifest.ImageFile;
import java.util.Optional;

/**
 * A file of an image whose mirror copy is missing or differs.
 *
 * @param name its name in the mirror
 * @param source its name on disk: another one where a leftover is the only copy
 * @param size bytes on disk
 * @param proof what the manifest says of it, where it must be held to that
 * @param digests its digests where the comparison had to read it
 * @param replaces whether the mirror holds another version of it
 */
record FileWork(
    String name,
    String source,
    long size,
    Optional<ImageFile> proof,
    Optional<FileDigests> digests,
    boolean replaces) {

  /** Whether the only copy of the file is an upload's leftover. */
  boolean isSalvage() {
    return !name.equals(source);
  }
}
