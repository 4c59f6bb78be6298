/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.boot;

import io.imgapi.sandbox.zone.program.ZonePlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The toolkit where its installer puts it in a zone, {@code /data/imgapi-tools}, for what runs in
 * the zone: scheduled jobs, what follows a log rotation, the wrappers of old names.
 */
final class InstalledToolkit {

  private static final String TOOLS = "/data/imgapi-tools";
  private static final String VERSION = "sandbox";

  private InstalledToolkit() {}

  /**
   * Puts it there, or renews it. It works on the zone's own files unless it is told another root.
   *
   * @param program the {@code imgapi} command, with what goes before its own arguments; nothing
   *     happens where it is empty
   */
  static void install(ZonePlace place, List<String> program) throws IOException {
    if (program.isEmpty()) {
      return;
    }
    Path wrapper = place.at(TOOLS + "/" + VERSION + "/bin/imgapi");
    Files.createDirectories(wrapper.getParent());
    Path part = wrapper.resolveSibling(".imgapi.part");
    Files.writeString(
        part,
        """
        #!/bin/sh
        # The imgapi that the sandbox was started with, at work in this zone.
        IMGAPI_ROOT=%s
        export IMGAPI_ROOT
        exec %s "$@"
        """
            .formatted(
                quoted(place.root().toString()),
                program.stream().map(InstalledToolkit::quoted).collect(Collectors.joining(" "))));
    Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(part, wrapper, StandardCopyOption.ATOMIC_MOVE);
    Path current = place.at(TOOLS + "/current");
    if (Files.notExists(current)) {
      Files.deleteIfExists(current);
      Files.createSymbolicLink(current, Path.of(VERSION));
    }
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
