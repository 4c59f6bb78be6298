/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import io.imgapi.core.config.InspectConfig.Checked;
import io.imgapi.core.config.InspectConfig.Origins;
import io.imgapi.core.config.InspectConfig.Value;
import io.imgapi.core.config.JsonText;
import java.util.Locale;

/** Configuration as text; values as the original reader prints them. */
public final class ConfigText {
  private ConfigText() {}

  /** A value: text raw, everything else as JSON. */
  public static String of(Value value) {
    return JsonText.plain(value.value()) + "\n";
  }

  /** Where each value comes from, a line each. */
  public static String of(Origins origins) {
    int widest = origins.entries().stream().mapToInt(e -> e.key().length()).max().orElse(0);
    StringBuilder text = new StringBuilder("file: " + origins.file() + "\n");
    for (Origins.Entry entry : origins.entries()) {
      text.append(
          "%-8s  %s  %s%n"
              .formatted(
                  entry.origin().name().toLowerCase(Locale.ROOT),
                  entry.key() + " ".repeat(widest - entry.key().length()),
                  JsonText.plain(entry.value()).replaceAll("\\s*\\n\\s*", " ")));
    }
    return text.toString();
  }

  /** A configuration that is valid, and what the service would regret later. */
  public static String of(Checked checked) {
    StringBuilder text = new StringBuilder(checked.file() + ": valid\n");
    checked.warnings().forEach(warning -> text.append("warning: ").append(warning).append('\n'));
    return text.toString();
  }
}
