/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A zone's {@code mdata-get}: answers what every zone knows of itself. */
final class ZoneMetadataProgram {
  private static final String MODE = "rwxr-xr-x";

  private ZoneMetadataProgram() {}

  /**
   * Puts the program into the zone; it ends with 1 for a key that is not there, as the real one.
   */
  static void install(Path root, String alias) throws IOException {
    Path program = root.resolve("usr/sbin/mdata-get");
    Files.createDirectories(program.getParent());
    Files.writeString(
        program,
        """
        #!/bin/sh
        case "$1" in
          sdc:alias) echo '%s' ;;
          sdc:datacenter_name) echo 'sandbox' ;;
          *) echo "No metadata for '$1'" >&2; exit 1 ;;
        esac
        """
            .formatted(alias));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString(MODE));
  }
}
