/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownOutputTest {
  private static final List<String> SAID =
      List.of(
          "imgapi: a message",
          "snapshot: 2026-11-26T180007Z",
          "done: put 6 manifests, 4 image files (382.9 KiB)");

  @Test
  void takesWhatIsAnotherEachTime() {
    assertThat(
            ShownOutput.missing(
                List.of(
                    "snapshot: 2025-01-02T030405Z",
                    "...",
                    "done: put 12 manifests, 1 image files (9 B)"),
                SAID))
        .isEmpty();
    assertThat(ShownOutput.missing(List.of("done: ..."), SAID)).isEmpty();
  }

  @Test
  void namesTheLineThatWasNotSaid() {
    assertThat(ShownOutput.missing(List.of("done: deleted 6 manifests"), SAID))
        .contains("done: deleted 6 manifests");
  }

  @Test
  void takesChecksInAnyOrder() {
    List<String> said = List.of("ok       a: b", "skipped  c: d", "checks: 2");
    assertThat(ShownOutput.missing(List.of("skipped  c: d", "ok       a: b", "checks: 2"), said))
        .isEmpty();
    assertThat(ShownOutput.missing(List.of("checks: 2", "ok       a: b", "x"), said)).contains("x");
  }

  @Test
  void wantsTheOrderInWhichItWasSaid() {
    assertThat(ShownOutput.missing(List.of("done: ...", "imgapi: a message"), SAID))
        .contains("imgapi: a message");
  }
}
