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
  /** What stands before a line of the original tools while this program does its work. */
  private static final String PUT_OFF = "#imgapi-off# ";

  /** Whether cron would run something for it. */
  boolean isActive() {
    return !text.isBlank() && !text.strip().startsWith("#");
  }

  /** Its fields with one space between them. */
  String spacedOnce() {
    return text.strip().replaceAll("[ \t]+", " ");
  }

  CronLine putOff() {
    return new CronLine(PUT_OFF + text);
  }

  /** As it was before it was put off; any other line is itself. */
  CronLine putOn() {
    return text.startsWith(PUT_OFF) ? new CronLine(text.substring(PUT_OFF.length())) : this;
  }
}
