/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.time.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCommandTest {
  private static final String RECORD =
      "{\"name\":\"imgapi\",\"hostname\":\"images0\",\"pid\":42,\"level\":%d,\"msg\":\"%s\","
          + "\"time\":\"2026-11-22T09:17:00.123Z\",\"v\":0}";
  @TempDir Path root;
  private Path log;

  @BeforeEach
  void layOut() throws IOException {
    log = root.resolve("var/svc/log/smartdc-site-imgapi:default.log");
    Files.createDirectories(log.getParent());
  }

  @AfterEach
  void forgetThatFollowingWasEnded() {
    Thread.interrupted();
  }

  private Run log(World world, String... words) {
    return world.run(
        Stream.concat(Stream.of("log", "--root", root.toString()), Stream.of(words))
            .toArray(String[]::new));
  }

  private Run log(String... words) {
    return log(World.bare(), words);
  }

  private static String numbers(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "line " + i + "\n")
        .collect(Collectors.joining());
  }

  private void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void replace(Path file, String text) {
    try {
      Files.deleteIfExists(file);
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void showsTheServicesLogWithRecordsMadeReadableAndOtherLinesAsTheyAre() {
    append(log, "[ Nov 22 09:00:00 Executing start method ]\n" + RECORD.formatted(30, "hi") + "\n");
    assertThat(log().out())
        .isEqualTo(
            """
            [ Nov 22 09:00:00 Executing start method ]
            [2026-11-22T09:17:00.123Z]  INFO: imgapi/42 on images0: hi
            """);
    assertThat(log("--short").out()).contains("\n09:17:00.123Z  INFO imgapi: hi\n");
    assertThat(log("--json").out()).contains(RECORD.formatted(30, "hi"));
  }

  @Test
  void asksTheServiceControlOfTheZoneWhichFileItIs() throws IOException {
    ServiceFixture zone = new ServiceFixture(root);
    zone.program("usr/bin/svcs", "[ \"$1\" = -L ] && echo /var/svc/log/that.log");
    append(log, "wrong\n");
    append(root.resolve("var/svc/log/that.log"), "right\n");
    assertThat(log().out()).isEqualTo("right\n");
  }

  @Test
  void showsTheLogsOfTheHourlyRuns() throws IOException {
    Path backup = root.resolve("var/log/triton/imgapi-backup.log");
    Files.createDirectories(backup.getParent());
    append(backup, "backup\n");
    append(root.resolve("var/log/tritonlogupload.log"), "upload\n");
    assertThat(log("backup").out()).isEqualTo("backup\n");
    assertThat(log("upload").out()).isEqualTo("upload\n");
  }

  @Test
  void showsTheLastLinesOfALargeFileFromItsEnd() {
    append(log, numbers(1, 50_000));
    assertThat(log("--lines", "20000").out()).isEqualTo(numbers(30_001, 50_000));
    assertThat(log("--lines", "1").out()).isEqualTo("line 50000\n");
    assertThat(log("--lines", "0").out()).isEmpty();
    assertThat(log("--lines", "60000").out()).isEqualTo(numbers(1, 50_000));
    assertThat(log("--lines", "all").out()).isEqualTo(numbers(1, 50_000));
    assertThat(log().out()).isEqualTo(numbers(49_901, 50_000));
  }

  @Test
  void showsALastLineThatHasNoEndAndEmptyOnesToo() {
    append(log, "one\n\nthree");
    assertThat(log().out()).isEqualTo("one\n\nthree\n");
    assertThat(log("--lines", "all").out()).isEqualTo("one\n\nthree\n");
  }

  @Test
  void leavesOutRecordsBelowALevelAndCountsOnlyTheOthers() {
    for (int i = 0; i < 10; i++) {
      append(
          log, RECORD.formatted(30, "calm " + i) + "\n" + RECORD.formatted(50, "bad " + i) + "\n");
    }
    append(log, "Error: not a record\n");
    Run run = log("--lines", "3", "--level", "warn", "--short");
    assertThat(run.out().lines().toList())
        .containsExactly(
            "09:17:00.123Z ERROR imgapi: bad 8",
            "09:17:00.123Z ERROR imgapi: bad 9",
            "Error: not a record");
  }

  @Test
  void keepsWhatALogSaysFromSteeringTheTerminal() {
    append(log, "\u001b[2J\u0007boo\n" + RECORD.formatted(30, "\\u001b[31mred") + "\n");
    assertThat(log().out()).contains("?[2J?boo").contains("?[31mred").doesNotContain("\u001b");
  }

  @Test
  void saysWhereThereIsNoLog() {
    log().requireFailure(ExitCode.FAILED, "the service's log is not found", "svcs -L imgapi");
    log("upload")
        .requireFailure(ExitCode.FAILED, "no such log", "tritonlogupload.log", "log -f upload");
  }

  @Test
  void refusesWhatMakesNoSense() {
    log("--lines", "few").requireFailure(ExitCode.USAGE, "--lines", "few");
    log("--level", "loud").requireFailure(ExitCode.USAGE, "loud", "--level warn");
    log("messages").requireFailure(ExitCode.USAGE, "messages");
  }

  /** Follows while these things happen, one in each pause, and then somebody ends it. */
  private Run follow(List<Runnable> happenings, String... words) {
    Deque<Runnable> left = new ArrayDeque<>(happenings);
    Sleeper pauses =
        time -> {
          if (left.isEmpty()) {
            throw new InterruptedException();
          }
          left.removeFirst().run();
        };
    Run run =
        log(
            World.bare().in(Clock.systemUTC(), pauses),
            Stream.concat(Stream.of("-f"), Stream.of(words)).toArray(String[]::new));
    assertThat(Thread.interrupted()).isTrue();
    return run;
  }

  @Test
  void followsTheLogAsItGrowsAndShowsALineWhenItIsWhole() {
    append(log, "old 1\nold 2\nhal");
    Run run =
        follow(
            List.of(
                () -> append(log, "f\nnew"),
                () -> {},
                () -> append(log, " 1\n"),
                () -> append(log, "")),
            "--lines",
            "1");
    assertThat(run.out()).isEqualTo("old 2\nhalf\nnew 1\n");
  }

  @Test
  void followsOverTruncation() {
    append(log, numbers(1, 10));
    Run run =
        follow(
            List.of(
                () -> append(log, "before\nunfinished"),
                () -> replace(log, ""),
                () -> append(log, "after\n")),
            "--lines",
            "0");
    assertThat(run.out()).isEqualTo("before\nunfinished\nafter\n");
    assertThat(run.err()).contains("was rotated");
  }

  @Test
  void followsOverAnotherFileInItsPlaceEvenWhereThatIsLonger() {
    append(log, numbers(1, 10));
    Run run = follow(List.of(() -> replace(log, numbers(100, 300))), "--lines", "2", "--short");
    assertThat(run.out()).isEqualTo(numbers(9, 10) + numbers(100, 300));
  }

  @Test
  void followsMoreThanIsReadAtOnce() {
    append(log, "begin\n");
    Run run = follow(List.of(() -> append(log, numbers(1, 60_000))));
    assertThat(run.out()).isEqualTo("begin\n" + numbers(1, 60_000));
  }

  @Test
  void waitsForALogThatIsNotThereYet() throws IOException {
    Files.createDirectories(root.resolve("var/log"));
    Run run =
        follow(
            List.of(() -> {}, () -> append(root.resolve("var/log/tritonlogupload.log"), "first\n")),
            "upload");
    assertThat(run.out()).isEqualTo("first\n");
    assertThat(run.err()).contains("waiting for");
  }

  @Test
  void dashFIsForFollowingHere() {
    assertThat(CliHarness.run("log", "--help").out()).contains("-f, --follow");
  }
}
