/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.LocalScan;
import io.imgapi.core.mirror.ManifestReader;
import io.imgapi.core.mirror.ManifestReader.Unreadable;
import io.imgapi.core.mirror.ManifestReader.Whole;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.UUID;

/**
 * Looks at one image as it is now: manifest first, then its files against the mirror. What looks
 * damaged is looked at once more after a moment, because the server may be in the middle of
 * changing it.
 */
final class ImageInspection {
  private static final int ATTEMPTS = 3;
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private final InstanceLayout layout;
  private final ManifestReader reader;
  private final LocalScan scan;
  private final ImageComparison comparison;
  private final Sleeper sleeper;

  ImageInspection(
      InstanceLayout layout,
      ManifestReader reader,
      LocalScan scan,
      ImageComparison comparison,
      Sleeper sleeper) {
    this.layout = layout;
    this.reader = reader;
    this.scan = scan;
    this.comparison = comparison;
    this.sleeper = sleeper;
  }

  /** What a look found. */
  sealed interface Finding {}

  /** The image has no manifest. */
  record Gone() implements Finding {}

  /** Its manifest is torn, or something of it cannot be read. */
  record Unusable(String reason) implements Finding {}

  /**
   * It was compared.
   *
   * @param manifest the bytes that were compared, never compared themselves as a record component
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Compared(ImageVerdict verdict, byte[] manifest, Md5 manifestMd5) implements Finding {}

  Finding inspect(UUID uuid) {
    String reason = "its files keep changing";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      ManifestReader.Reading reading = reader.read(layout.manifest(uuid.toString()), uuid);
      if (reading instanceof Unreadable bad) {
        return new Unusable(bad.reason());
      }
      if (!(reading instanceof Whole whole)) {
        return new Gone();
      }
      try {
        ImageVerdict verdict = comparison.compare(whole.facts(), whole.md5(), scan.filesOf(uuid));
        if (!verdict.isDamaged() || attempt > 1) {
          return new Compared(verdict, whole.bytes(), whole.md5());
        }
      } catch (NoSuchFileException e) {
        reason = "a file of it keeps going away: " + e.getFile();
      } catch (IOException e) {
        reason = "a file of it cannot be read: " + e;
      }
      sleeper.pause(MOMENT);
    }
    return new Unusable(reason);
  }
}
