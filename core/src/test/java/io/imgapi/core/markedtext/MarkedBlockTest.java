/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.markedtext;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedBlockTest {
  private static final MarkedBlock BLOCK =
      new MarkedBlock(line -> line.startsWith("ours"), line -> false);
  private static final List<String> OURS = List.of("ours 1", "ours 2");

  @ParameterizedTest
  @ValueSource(strings = {"theirs\nours 1", "theirs\nours 1\n", "ours 2", "ours 1\nours 2\n"})
  void aLineLikeOursThatSomebodyWroteOutsideKeepsItsPlaceAndItsEnd(String text) {
    String with = BLOCK.into(text, OURS);
    assertThat(BLOCK.into(with, OURS)).isEqualTo(with);
    assertThat(BLOCK.outOf(with)).isEqualTo(text);
  }
}
