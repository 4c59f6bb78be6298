/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.cli.HandTime;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One living zone for all tests of a class; each leaves it as it found it. */
abstract class StatusTest {
  @TempDir static Path directory;
  static LivingZone zone;

  @BeforeAll
  static void startZone() throws Exception {
    zone = LivingZone.start(directory);
  }

  @AfterAll
  static void stopZone() {
    zone.close();
  }

  @BeforeEach
  void requireHealth() throws Exception {
    assertThat(zone.faults()).as("left behind by another test").isEmpty();
  }

  /** Requires of a finding its state and these words, and that a fault says what to type. */
  static void require(JsonNode finding, String state, String... words) {
    assertThat(finding.path("state").asText()).as("%s", finding).isEqualTo(state);
    for (String word : words) {
      assertThat(finding.toString()).contains(word);
    }
    if (state.equals("fault")) {
      assertThat(finding.path("remedy").asText()).as("%s", finding).isNotEmpty();
    }
  }

  /** The checks at another moment; Manta's clock stays, so only what is named is asked. */
  static JsonNode at(Instant moment, String check) throws Exception {
    HandTime time = new HandTime(moment);
    return zone.check(World.bare().in(time, time), check, "--only", check);
  }
}
