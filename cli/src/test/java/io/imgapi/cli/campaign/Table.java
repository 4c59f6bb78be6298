/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign;

import io.imgapi.cli.campaign.kill.KillTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as a Markdown table. */
final class Table {
  private static final String HEAD =
      """
      | target | what is killed | runs | kills sent | met at work | faults injected | survived | losses | time |
      |---|---|--:|--:|--:|--:|--:|--:|--:|
      """;
  private final Ledger ledger;

  Table(Ledger ledger) {
    this.ledger = ledger;
  }

  String text() {
    StringBuilder text = new StringBuilder(HEAD);
    List<Result> kills = new ArrayList<>();
    for (KillTarget target : KillTarget.values()) {
      Result sum = ledger.sum(Result.KILLS, target.word());
      if (sum.runs() > 0) {
        kills.add(sum);
        text.append(row(target.word(), target.what(), sum));
      }
    }
    kills.stream().reduce(Result::plus).ifPresent(all -> text.append(row("**all**", "", all)));
    return text.toString();
  }

  private static String row(String target, String what, Result sum) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %d | %d | %d | %d | %d | %d | %s |%n",
        target,
        what,
        sum.runs(),
        sum.sent(),
        sum.atWork(),
        sum.injected(),
        sum.injected() - (sum.losses() > 0 ? 1 : 0),
        sum.losses(),
        time(sum.seconds()));
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
  }
}
