/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.instance.InstanceLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Whether the original backup tool may still run here. It changes image files in the mirror without
 * a trace in the manifests, and knows of no owner.
 */
record OldTool(InstanceLayout layout) {
  private static final String NAME = "imgapi-standalone-backup";
  private static final String CRONTAB = "/var/spool/cron/crontabs/root";
  private static final String SCRIPT = "/opt/smartdc/imgapi/bin/" + NAME;
  private static final String SYNC = "manta-sync";

  /** Yes where that cannot be told for certain. */
  boolean mayRun() {
    return says(layout.resolve(CRONTAB), NAME) || says(layout.resolve(SCRIPT), SYNC);
  }

  /** What only calls this program is no old tool, whatever its name: it does not sync by itself. */
  private static boolean says(Path file, String word) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return text.lines().map(String::strip).anyMatch(l -> !l.startsWith("#") && l.contains(word));
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
