/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Something that is broken for a while, and whole again afterwards. */
final class Disturbance {
  private Disturbance() {}

  /** What is done meanwhile. */
  interface Work {
    void run() throws Exception;
  }

  /** A file is not there. */
  static void without(Path file, Work work) throws Exception {
    Path shelf = Files.createTempDirectory("aside");
    Path aside = shelf.resolve(file.getFileName());
    Files.move(file, aside);
    try {
      work.run();
    } finally {
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
      Files.delete(shelf);
    }
  }

  /** A file has another content; its times and mode come back too. */
  static void with(Path file, String content, Work work) throws Exception {
    without(
        file,
        () -> {
          Files.writeString(file, content);
          work.run();
        });
  }

  /** A file is there that is not there usually. */
  static void added(Path file, String content, Work work) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    try {
      work.run();
    } finally {
      Files.delete(file);
    }
  }
}
