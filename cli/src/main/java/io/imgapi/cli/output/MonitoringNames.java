/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import io.imgapi.core.health.Measure;
import java.math.BigDecimal;
import java.util.Locale;

/** What monitoring systems call the numbers that checks find. */
final class MonitoringNames {
  private MonitoringNames() {}

  /** {@code backupAgeSeconds}. */
  static String json(Measure measure) {
    StringBuilder name = new StringBuilder();
    for (String word : measure.name().toLowerCase(Locale.ROOT).split("_")) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }

  /** {@code imgapi_backup_age_seconds}. */
  static String prometheus(Measure measure) {
    return "imgapi_" + measure.name().toLowerCase(Locale.ROOT);
  }

  /** A number without an exponent, whole where it is whole. */
  static String number(double value) {
    return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
  }
}
