/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.instance.InstanceLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What lies in {@code upload/}. */
final class UploadDirectory {
  private final Path directory;
  private final HostFiles files;

  UploadDirectory(InstanceLayout layout, HostFiles files) {
    this.directory = LogPlaces.upload(layout);
    this.files = files;
  }

  /**
   * One look.
   *
   * @param waiting logs to upload, those rotated first before others
   * @param strangers names that no rotation gives; nobody touches them
   */
  record Contents(List<WaitingLog> waiting, List<String> strangers) {}

  /** Looks; a directory that is not there yet has nothing in it. */
  Contents look() {
    List<WaitingLog> waiting = new ArrayList<>();
    List<String> strangers = new ArrayList<>();
    for (FileFacts facts : files.list(directory).orElse(List.of())) {
      String fileName = facts.path().getFileName().toString();
      Optional<RotatedName> name = RotatedName.parse(fileName);
      if (name.isPresent()) {
        waiting.add(new WaitingLog(name.get(), facts));
      } else {
        strangers.add(fileName);
      }
    }
    waiting.sort(
        Comparator.comparing((WaitingLog log) -> log.name().rotated())
            .thenComparing(log -> log.path().toString()));
    return new Contents(List.copyOf(waiting), List.copyOf(strangers));
  }
}
