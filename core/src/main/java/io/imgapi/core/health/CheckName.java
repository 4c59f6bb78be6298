/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The checks, in the order in which they are shown. Titles that the original tool had are kept
 * (operator-scripts.md 8.4), apart from the log upload, which it called a backup by mistake.
 */
public enum CheckName {
  CONFIG("configuration"),
  SERVICES("services"),
  HTTP_PING("imgapi http ping"),
  HTTPS_PING("imgapi https ping"),
  IMAGES("imgapi https images"),
  IMAGE_FILE("imgapi image file"),
  CERTIFICATE("certificate"),
  RESTORED("restore run at least once"),
  JOURNALS("unfinished work"),
  LOG_ROTATION("log rotation"),
  CRON("cron lines"),
  OLD_TOOL("old backup tool active"),
  KEY_FILES("key files"),
  MANTA("manta connection"),
  MANTA_KEY("manta key"),
  CLOCK("clock"),
  OWNER("backup owner"),
  BACKUP("backup"),
  LOG_UPLOAD("log upload"),
  DATASET("delegated dataset"),
  DISK("disk space");

  private static final Set<CheckName> DATA_CENTRE =
      EnumSet.of(CONFIG, SERVICES, HTTP_PING, KEY_FILES, MANTA, MANTA_KEY, CLOCK);

  private final String title;

  CheckName(String title) {
    this.title = title;
  }

  /** What scripts call it: {@code http-ping}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** Those of an instance that is part of a data centre. */
  static Set<CheckName> ofDataCentre() {
    return EnumSet.copyOf(DATA_CENTRE);
  }
}
