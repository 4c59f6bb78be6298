/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign;

import io.imgapi.cli.campaign.kill.KillTarget;
import java.util.Locale;

/** The results as a Markdown table. */
final class Table {
  private static final String KILLS =
      """
      | target | what is killed | runs | kills sent | met at work | faults injected | survived | losses | time |
      |---|---|--:|--:|--:|--:|--:|--:|--:|
      """;
  private static final String INPUTS =
      """

      | target | inputs | wrongly answered | time |
      |---|--:|--:|--:|
      """;
  private final Ledger ledger;

  Table(Ledger ledger) {
    this.ledger = ledger;
  }

  String text() {
    return kills() + inputs();
  }

  private String kills() {
    StringBuilder text = new StringBuilder(KILLS);
    Result all = Result.nothing(Result.KILLS, "**all**");
    long survived = 0;
    for (KillTarget target : KillTarget.values()) {
      Result sum = ledger.sum(Result.KILLS, target.word());
      if (sum.runs() > 0) {
        text.append(killed(sum, target.what(), ledger.survived(target.word())));
        all = all.plus(sum);
        survived += ledger.survived(target.word());
      }
    }
    return all.runs() > 0 ? text.append(killed(all, "", survived)).toString() : "";
  }

  private static String killed(Result sum, String what, long survived) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %d | %d | %d | %d | %d | %s |%n",
        sum.target(),
        what,
        sum.runs(),
        sum.sent(),
        sum.atWork(),
        sum.injected(),
        survived,
        sum.losses(),
        time(sum.seconds()));
  }

  private String inputs() {
    StringBuilder text = new StringBuilder(INPUTS);
    Result all = Result.nothing(Result.INPUTS, "**all**");
    for (String target : ledger.targets(Result.INPUTS)) {
      Result sum = ledger.sum(Result.INPUTS, target);
      text.append(fed(sum));
      all = all.plus(sum);
    }
    return all.runs() > 0 ? text.append(fed(all)).toString() : "";
  }

  private static String fed(Result sum) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %s |%n",
        sum.target(),
        sum.runs(),
        sum.losses(),
        time(sum.seconds()));
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
  }
}
