/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RotatedNameTest {
  private static RotatedName name(String text) {
    return RotatedName.parse(text).orElseThrow();
  }

  @Test
  void isReadAndWrittenAlsoWhereTheNodeHasUnderscores() {
    String text = "imgapi-backup_my_node_1.example_20261122T093012.log";
    RotatedName name = name(text);
    assertThat(name.log()).isEqualTo("imgapi-backup");
    assertThat(name.node()).isEqualTo("my_node_1.example");
    assertThat(name.fileName()).isEqualTo(text);
  }

  @Test
  void belongsToTheHourBefore() {
    assertThat(name("imgapi_n_20261122T090000.log").directory()).isEqualTo("imgapi/2026/11/22/08");
    assertThat(name("imgapi_n_20270101T005959.log").directory()).isEqualTo("imgapi/2026/12/31/23");
    assertThat(name("imgapi_n_20280301T000000.log").directory()).isEqualTo("imgapi/2028/02/29/23");
  }

  @Test
  void aSecondOneIsOfAnotherNodeForToolsThatCutAtUnderscores() {
    assertThat(name("imgapi_n_20261122T090000.log").numbered(2).fileName())
        .isEqualTo("imgapi_n.2_20261122T090000.log");
  }

  @Test
  void nothingElseIsOne() {
    for (String text :
        List.of(
            "imgapi_20261122T090000.log",
            "imgapi_n_20261122T090000",
            "imgapi_n_20261122T090000.log.gz",
            "imgapi_n_20261122.log",
            "imgapi_n_20261132T090000.log",
            "imgapi_n_20261122T250000.log",
            ".imgapi_n_20261122T090000.log",
            "a/b_n_20261122T090000.log",
            "imgapi_a b_20261122T090000.log",
            "_n_20261122T090000.log")) {
      assertThat(RotatedName.parse(text)).as(text).isEmpty();
    }
  }
}
