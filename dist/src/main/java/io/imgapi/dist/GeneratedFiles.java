/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.imgapi.core.rootdisk.RootDisk;
import io.imgapi.core.rootdisk.Wrapper;
import io.imgapi.core.schedule.Crontab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of the distribution that say what the program does: written from the same values, so that
 * they cannot say anything else.
 */
public final class GeneratedFiles {
  private final Path directory;

  private GeneratedFiles(Path directory) {
    this.directory = directory;
  }

  /** {@code DIRECTORY VERSION MANUAL}. */
  public static void main(String[] args) throws IOException {
    GeneratedFiles files = new GeneratedFiles(Path.of(args[0]));
    files.write("VERSION", args[1] + "\n");
    files.write("share/examples/crontab", Crontab.of("").attached().text());
    files.write("share/examples/logadm.conf", RootDisk.logRotation());
    for (Wrapper wrapper : Wrapper.values()) {
      files.write("wrappers/" + wrapper.fileName(), wrapper.text());
    }
    // Bash looks for the completion of a command under the command's own name.
    Path completion = Path.of(args[2]).resolve("imgapi.bash");
    files.write("share/bash-completion/completions/imgapi", Files.readString(completion, UTF_8));
  }

  private void write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, UTF_8);
  }
}
