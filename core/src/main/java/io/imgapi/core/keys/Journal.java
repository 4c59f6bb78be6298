/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.Creation;
import io.imgapi.core.host.PartFile;
import io.imgapi.core.run.RotationJournal;
import java.nio.file.Path;
import java.util.Optional;

/** The journal's file. Its writer holds the {@link RotationTurn}. */
record Journal(HostFiles files, Path file) {
  private static final int LONGEST = 64 * 1024;
  private static final int ATTEMPTS = 2;

  /** The rotation under way; empty where there is none. */
  Optional<RotationJournal> read() {
    return files.read(file, LONGEST).flatMap(content -> RotationJournal.parse(file, content));
  }

  /**
   * Begins a rotation.
   *
   * @throws ImgapiException {@code LOCKED} where another one has been begun
   */
  void begin(RotationJournal journal) {
    for (int i = 0; i < ATTEMPTS; i++) {
      if (files.create(file, journal.toJson(), Access.open()) == Creation.CREATED) {
        return;
      }
      if (read().isPresent()) {
        break;
      }
      // Whoever made it was ended before the first byte.
      files.delete(file);
    }
    throw ImgapiException.of(ExitCode.LOCKED, "another rotation has been begun meanwhile")
        .with("journal", file.toString())
        .remedy("look at it: imgapi rotate-key --dry-run");
  }

  /** Records a state that was reached. */
  RotationJournal write(RotationJournal journal) {
    new PartFile(files).put(file, journal.toJson(), Access.open());
    return journal;
  }

  /** Ends the rotation. */
  void delete() {
    new PartFile(files).clear(file);
  }
}
