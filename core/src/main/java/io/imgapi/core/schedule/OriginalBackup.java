/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.schedule;

import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.instance.InstanceLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the original backup tool may still run here. It changes image files in the mirror without
 * a trace in the manifests, and knows of no owner.
 */
public record OriginalBackup(HostFiles files, InstanceLayout layout) {
  private static final String NAME = "imgapi-standalone-backup";
  private static final String CRONTAB = "/var/spool/cron/crontabs/root";
  private static final String SCRIPT = "/opt/smartdc/imgapi/bin/" + NAME;
  private static final String SYNC = "manta-sync";
  private static final int LARGEST = 1 << 20;

  /** Yes where that cannot be told for certain. */
  public boolean mayRun() {
    try {
      return !traces().isEmpty();
    } catch (ImgapiException e) {
      // It may not be looked at; the careful answer is the one that costs time only.
      return true;
    }
  }

  /**
   * What would run it: active lines of the crontab, and the script itself.
   *
   * @throws ImgapiException where that cannot be told for certain
   */
  public List<String> traces() {
    List<String> traces = new ArrayList<>();
    says(layout.resolve(CRONTAB), NAME).forEach(line -> traces.add("cron line: " + line));
    if (!says(layout.resolve(SCRIPT), SYNC).isEmpty()) {
      traces.add("script: " + layout.resolve(SCRIPT));
    }
    return traces;
  }

  /** What only calls this program is no old tool, whatever its name: it does not sync by itself. */
  private List<String> says(Path file, String word) {
    return files
        .read(file, LARGEST)
        .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
        .map(
            text ->
                text.lines()
                    .map(String::strip)
                    .filter(line -> !line.startsWith("#") && line.contains(word))
                    .toList())
        .orElse(List.of());
  }
}
