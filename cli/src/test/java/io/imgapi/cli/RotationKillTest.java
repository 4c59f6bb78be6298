/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.run.RotationJournal.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program, ended with SIGKILL in each state of a rotation, then taken up or given up: the
 * service ends on a key that Manta accepts. At random moments it is killed by {@link KillTest}.
 */
class RotationKillTest {
  private static final List<String> OPTIONS = List.of("-q", "--settle", "1", "--timeout", "120");

  @TempDir Path directory;
  private RotatingZone zone;
  private Path log;

  @BeforeEach
  void start() {
    zone = RotatingZone.start(directory);
    log = directory.resolve("log");
  }

  @AfterEach
  void stop() {
    zone.close();
  }

  private Process launch(String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            Optional.ofNullable(System.getProperty("imgapi.program"))
                .map(List::of)
                .orElseGet(ThisProgram::commandLine));
    command.add("rotate-key");
    command.addAll(List.of("--root", zone.root().toString()));
    command.addAll(OPTIONS);
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private int finish(String... more) throws Exception {
    Process process = launch(more);
    while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
      zone.register();
    }
    return process.exitValue();
  }

  @Test
  void killedAtEachStepItIsTakenUpOrGivenUp() throws Exception {
    for (State state :
        List.of(State.GENERATED, State.PUBLISHED, State.ACCEPTED, State.SWITCHED, State.PROVEN)) {
      for (String way : List.of("--resume", "--abort")) {
        Process process = launch("-y");
        while (process.isAlive()
            && zone.journal().filter(j -> j.state().compareTo(state) >= 0).isEmpty()) {
          if (state != State.GENERATED && state != State.PUBLISHED) {
            zone.register();
          }
        }
        process.destroyForcibly().waitFor();
        settle(way, "killed at " + state);
      }
    }
  }

  /** What was left is good as it is, and one command finishes it. */
  private void settle(String way, String when) throws Exception {
    String before = zone.acceptedKeyId();
    if (zone.journal().isPresent()) {
      assertThat(finish("-y", way)).as(when + " " + way + "\n" + Files.readString(log)).isZero();
    }
    assertThat(zone.journal()).as(when).isEmpty();
    assertThat(zone.next()).as(when).isEmpty();
    assertThat(zone.acceptedKeyId()).as(when).isNotEmpty();
    zone.requireService();
    assertThat(zone.keyFiles())
        .as(when + ", was on " + before)
        .filteredOn(name -> !name.startsWith("oldinstkeys/"))
        .hasSize(2);
    Files.writeString(log, "");
  }
}
