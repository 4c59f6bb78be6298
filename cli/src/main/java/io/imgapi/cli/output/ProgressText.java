/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import io.imgapi.core.event.Events.Progress;
import java.time.Duration;
import java.util.Locale;

/** Where a step stands, in words. */
final class ProgressText {
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private ProgressText() {}

  /**
   * One line, as far as numbers are known.
   *
   * @param elapsed since the step began
   */
  static String of(Progress progress, Duration elapsed) {
    StringBuilder text = new StringBuilder(progress.step());
    if (progress.itemsTotal() >= 0) {
      text.append(' ').append(progress.itemsDone()).append(" of ").append(progress.itemsTotal());
    }
    if (progress.bytesTotal() > 0) {
      text.append(", ")
          .append(ByteSize.show(progress.bytesDone()))
          .append(" of ")
          .append(ByteSize.show(progress.bytesTotal()));
      double seconds = elapsed.toMillis() / 1000.0;
      if (seconds >= 1 && progress.bytesDone() > 0) {
        double rate = progress.bytesDone() / seconds;
        long left = (long) ((progress.bytesTotal() - progress.bytesDone()) / rate);
        text.append(", ")
            .append(ByteSize.show((long) rate))
            .append("/s, ")
            .append(time(left))
            .append(" left");
      }
    }
    return text.toString();
  }

  private static String time(long seconds) {
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    if (seconds < HOUR) {
      return String.format(Locale.ROOT, "%d:%02d min", seconds / MINUTE, seconds % MINUTE);
    }
    return String.format(Locale.ROOT, "%d:%02d h", seconds / HOUR, seconds % HOUR / MINUTE);
  }
}
