/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import io.imgapi.core.instance.InstanceLayout;
import java.nio.file.Path;

/** Where logs lie on the machine (operator-scripts.md 2, 9). */
final class LogPlaces {
  private LogPlaces() {}

  /** Where logadm puts what it rotates. */
  static Path rotated(InstanceLayout layout) {
    return layout.resolve("/var/log/triton");
  }

  /** What waits for its upload. */
  static Path upload(InstanceLayout layout) {
    return layout.resolve("/var/log/triton/upload");
  }

  /** What the cron job of the backup writes. */
  static Path backup(InstanceLayout layout) {
    return layout.resolve("/var/log/triton/imgapi-backup.log");
  }

  /** What the cron job of the upload writes. */
  static Path uploads(InstanceLayout layout) {
    return layout.resolve("/var/log/tritonlogupload.log");
  }

  /** Where the service control keeps the logs of services. */
  static Path services(InstanceLayout layout) {
    return layout.resolve("/var/svc/log");
  }
}
