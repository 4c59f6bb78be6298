/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short form of the campaign's inputs (docs/reliability.md), and what it calls a finding. */
class FuzzTest {
  private static final int INPUTS = 40;
  @TempDir private static Path directory;
  private static FuzzTargets targets;

  @BeforeAll
  static void start() throws IOException {
    targets = FuzzTargets.in(directory);
  }

  @AfterAll
  static void stop() {
    targets.close();
  }

  static List<FuzzTarget> targets() {
    return targets.all();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void everySpoiledInputIsAnsweredAsItShouldBe(FuzzTarget target) {
    assertThat(new Fuzzing(target, 2).feed(0, INPUTS, (t, n) -> {})).isEmpty();
  }

  private static String found(FuzzTarget.Feeding feeding) {
    FuzzTarget broken =
        new FuzzTarget(
            "broken", "", 1, Seeds.texts("some text"), List.of(new BytesMutator()), feeding);
    return new Fuzzing(broken, 1).feed(0).map(Fuzzing.Finding::why).orElse("nothing");
  }

  @Test
  void whatIsNoFailureOfTheProgramsOwnIsAFinding() {
    assertThat(found(input -> {})).isEqualTo("nothing");
    assertThat(found(input -> List.of().get(input.length))).contains("none of the program's own");
    assertThat(
            found(
                input -> {
                  throw new IOException();
                }))
        .contains("none of the program's own");
    assertThat(
            found(
                input -> {
                  throw new IOException("not " + Verdict.SECRET);
                }))
        .isEqualTo("a secret is repeated");
    assertThat(found(input -> assertThat(input).isNull())).isEqualTo("a wrong result");
    assertThat(
            found(
                input -> {
                  throw new IOException("it stops before its end");
                }))
        .isEqualTo("nothing");
  }

  @Test
  void anInputFollowsFromSeedAndNumberAlone() {
    FuzzTarget target = targets.all().get(0);
    assertThat(new Fuzzing(target, 7).input(11)).isEqualTo(new Fuzzing(target, 7).input(11));
    assertThat(new Fuzzing(target, 7).input(11)).isNotEqualTo(new Fuzzing(target, 8).input(11));
  }
}
