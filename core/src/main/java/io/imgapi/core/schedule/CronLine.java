/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.schedule;

/**
 * One line of a crontab, as it stands.
 *
 * @param text without the line's end
 */
record CronLine(String text) {
  /** Whether cron would run something for it. */
  boolean isActive() {
    return !text.isBlank() && !text.strip().startsWith("#");
  }

  /** Its fields with one space between them. */
  String spacedOnce() {
    return text.strip().replaceAll("[ \t]+", " ");
  }
}
