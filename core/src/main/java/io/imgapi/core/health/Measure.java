/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

/** Numbers that checks find on their way, for those who draw curves. Units are in the names. */
public enum Measure {
  /** Since the last backup ended. */
  BACKUP_AGE_SECONDS,
  /** Since the last upload of logs ended. */
  LOG_UPLOAD_AGE_SECONDS,
  /** Rotated logs that wait for their upload. */
  LOG_UPLOAD_BACKLOG_FILES,
  /** Until the certificate expires; negative afterwards. */
  CERTIFICATE_EXPIRY_SECONDS,
  /** How far this machine's clock is ahead of Manta's; negative where it is behind. */
  CLOCK_SKEW_SECONDS,
  /** Free on the file system of the instance's data. */
  DISK_FREE_BYTES,
  /** All of that file system. */
  DISK_SIZE_BYTES
}
