/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.HandTime;
import io.imgapi.core.event.Events;
import io.imgapi.core.event.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of a long step, on a terminal and elsewhere. */
class ProgressTest {
  private static final long GIB = 1L << 30;
  private final HandTime time = new HandTime(Instant.EPOCH);
  private final StringWriter terminal = new StringWriter();
  private final Interruption interruption = new Interruption();

  private Events events(Optional<Screen> screen, PrintWriter err, boolean quiet) {
    return new Console(err, Optional.empty(), screen, interruption, time)
        .events("imgapi backup", quiet);
  }

  private Events lines(boolean quiet) {
    return events(Optional.empty(), new PrintWriter(terminal), quiet);
  }

  @Test
  void withoutATerminalThereIsALineEveryHalfMinute() {
    Step step = new Step(lines(false));
    step.begin("upload", 10, 4 * GIB);
    step.moved(1);
    assertThat(terminal.toString()).isEmpty();
    time.sleep(Duration.ofSeconds(40));
    step.moved(GIB - 1);
    step.moved(1000);
    assertThat(terminal)
        .hasToString(
            "imgapi backup: upload 0 of 10, 1.0 GiB of 4.0 GiB, 25.6 MiB/s, 2:00 min left\n");
  }

  @Test
  void quietIsQuiet() {
    Step step = new Step(lines(true));
    step.begin("upload", 10, GIB);
    time.sleep(Duration.ofHours(1));
    step.itemDone();
    assertThat(terminal.toString()).isEmpty();
  }

  @Test
  void onATerminalOneLineIsDrawnAgainAndGoesAwayBeforeText() {
    Screen screen = new Screen(terminal);
    PrintWriter err = new PrintWriter(screen.above(terminal));
    Events events = events(Optional.of(screen), err, false);
    Step step = new Step(events);
    step.begin("compare", 200, Step.UNKNOWN);
    time.sleep(Duration.ofMillis(200));
    step.itemDone();
    step.itemDone();
    time.sleep(Duration.ofMillis(200));
    step.itemDone();
    events.notice(Events.Level.WARN, "look here");
    assertThat(terminal)
        .hasToString(
            "\r\033[Kimgapi backup: compare 1 of 200"
                + "\r\033[Kimgapi backup: compare 3 of 200"
                + "\r\033[Kimgapi backup: look here\n");
  }

  @Test
  void aLineNeverWrapsOnATerminal() {
    new Screen(terminal).draw("x".repeat(300));
    assertThat(terminal.toString().length()).isLessThan(90);
  }

  @Test
  void bytesThatMoveTwiceDoNotPassTheTotal() {
    Step step = new Step(lines(false));
    step.begin("fetch", 1, 100);
    time.sleep(Duration.ofSeconds(30));
    step.moved(150);
    assertThat(terminal.toString()).contains("100 B of 100 B");
  }

  @Test
  void whoInterruptsIsToldWhatHolds() {
    PrintWriter err = new PrintWriter(terminal);
    interruption.tell(err);
    assertThat(terminal.toString()).isEmpty();
    lines(true).stands("Nothing has been changed.");
    interruption.tell(err);
    assertThat(terminal.toString()).contains("imgapi: interrupted. Nothing has been changed.");
  }
}
