/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What the service's keys are called on the account: {@code <dc> imgapi key}, as the original calls
 * its one, and after that when they were made, so that an old and a new one stand side by side.
 */
final class OwnKeyName {
  private static final String KIND = " imgapi key";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private OwnKeyName() {}

  static String of(String datacenter, Instant now) {
    return datacenter + KIND + " " + STAMP.format(now);
  }

  /** Whether a key of that name is one of the service's, of this program or of the original. */
  static boolean isOf(String datacenter, String name) {
    String base = datacenter + KIND;
    return name.equals(base)
        || (name.startsWith(base + " ")
            && name.substring(base.length() + 1).matches("\\d{8}T\\d{6}"));
  }
}
