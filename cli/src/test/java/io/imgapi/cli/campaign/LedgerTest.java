/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  @TempDir Path directory;

  private static Result episode(long number, long sent, long losses) {
    String what = losses > 0 ? "an image is gone" : "";
    return new Result(
        Result.KILLS, "backup", number, 1, sent + 2, sent, sent - 1, 10, losses, 1.5, what);
  }

  @Test
  void aCampaignThatGoesOnSumsUpWithWhatWasThere() throws IOException {
    Ledger first = Ledger.in(directory);
    first.add(episode(1, 40, 0));
    first.add(episode(2, 17, 1));
    Ledger goesOn = Ledger.in(directory);
    goesOn.add(episode(3, 40, 0));
    Result sum = goesOn.sum(Result.KILLS, "backup");
    assertThat(sum.number()).isEqualTo(3);
    assertThat(sum.sent()).isEqualTo(97);
    assertThat(sum.atWork()).isEqualTo(94);
    assertThat(goesOn.losses()).hasSize(1);
    assertThat(goesOn.sum(Result.KILLS, "restore").runs()).isZero();
    assertThat(new Table(goesOn).text())
        .contains("| backup |", "| 103 | 97 | 94 | 30 | 20 | 1 | 0:00:05 |", "| **all** |");
  }
}
