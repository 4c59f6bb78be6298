/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one check found: at most one fault, which says what is wrong, how that can be seen and what
 * to type next. Texts are empty where there is nothing to say. No secrets are in it.
 *
 * @param summary in a few words
 * @param command what shows the same
 * @param detail what is known beyond the summary
 * @param see a file to read on in
 * @param remedy what to type next
 */
public record Finding(
    CheckName check,
    CheckState state,
    String summary,
    String command,
    String detail,
    String see,
    String remedy,
    Map<Measure, Double> measures) {

  /** Copies the numbers. */
  public Finding {
    measures = measures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(measures));
  }

  private static Finding of(CheckName check, CheckState state, String summary) {
    return new Finding(check, state, summary, "", "", "", "", Map.of());
  }

  static Finding ok(CheckName check, String summary) {
    return of(check, CheckState.OK, summary);
  }

  static Finding warning(CheckName check, String summary) {
    return of(check, CheckState.WARNING, summary);
  }

  static Finding fault(CheckName check, String summary) {
    return of(check, CheckState.FAULT, summary);
  }

  static Finding unknown(CheckName check, String summary) {
    return of(check, CheckState.UNKNOWN, summary);
  }

  static Finding skipped(CheckName check, String why) {
    return of(check, CheckState.SKIPPED, why);
  }

  Finding command(String text) {
    return new Finding(check, state, summary, text, detail, see, remedy, measures);
  }

  Finding detail(String text) {
    return new Finding(check, state, summary, command, text, see, remedy, measures);
  }

  Finding see(String text) {
    return new Finding(check, state, summary, command, detail, text, remedy, measures);
  }

  Finding remedy(String text) {
    return new Finding(check, state, summary, command, detail, see, text, measures);
  }

  Finding measured(Measure measure, double value) {
    Map<Measure, Double> more = new EnumMap<>(Measure.class);
    more.putAll(measures);
    more.put(measure, value);
    return new Finding(check, state, summary, command, detail, see, remedy, more);
  }
}
