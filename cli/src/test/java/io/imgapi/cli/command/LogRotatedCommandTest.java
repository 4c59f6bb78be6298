/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotatedCommandTest {
  @TempDir Path root;

  private Path triton() {
    return root.resolve("var/log/triton");
  }

  private Path rotate(String name, String content) throws IOException {
    Files.createDirectories(triton());
    Path file = triton().resolve(name);
    Files.writeString(file, content);
    String stamp = name.substring(name.length() - "20261122T090000.log".length());
    Files.setLastModifiedTime(
        file,
        FileTime.from(
            Instant.parse(
                stamp.replaceAll("(....)(..)(..)T(..)(..)(..)\\.log", "$1-$2-$3T$4:$5:$6Z"))));
    return file;
  }

  private Run rotated(String... words) {
    return CliHarness.run(
        Stream.concat(Stream.of("log-rotated", "--root", root.toString()), Stream.of(words))
            .toArray(String[]::new));
  }

  private Run done(String... words) {
    Run run = rotated(words);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  private List<String> waiting() throws IOException {
    Path upload = triton().resolve("upload");
    if (!Files.exists(upload)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(upload)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void linksTheNewestUnderANameWithoutSeconds() throws IOException {
    rotate("imgapi_images0_20261122T080003.log", "eight");
    Path newest = rotate("imgapi_images0_20261122T090007.log", "nine");
    rotate("imgapi-backup_images0_20261122T100000.log", "another log");
    Run run = done("imgapi");
    assertThat(run.out()).startsWith("link " + newest);
    assertThat(waiting()).containsExactly("imgapi_images0_20261122T090000.log");
    assertThat(Files.isSameFile(newest, triton().resolve("upload").resolve(waiting().get(0))))
        .isTrue();
  }

  @Test
  void namesItForTheNextHour() throws IOException {
    rotate("imgapi_images0_20261122T234207.log", "x");
    done("--next-hour", "imgapi");
    assertThat(waiting()).containsExactly("imgapi_images0_20261123T000000.log");
  }

  @Test
  void movesIt() throws IOException {
    Path file = rotate("imgapi_my_node_20261122T090007.log", "x");
    done("--move", "imgapi");
    assertThat(file).doesNotExist();
    assertThat(waiting()).containsExactly("imgapi_my_node_20261122T090000.log");
  }

  @Test
  void aSecondRotationOfTheHourGetsANameThatNoToolPutsOverTheFirst() throws IOException {
    rotate("imgapi_images0_20261122T090000.log", "first");
    done("imgapi");
    rotate("imgapi_images0_20261122T093012.log", "second");
    done("imgapi");
    rotate("imgapi_images0_20261122T093044.log", "third, within the same minute");
    done("imgapi");
    rotate("imgapi_images0_20261122T100000.log", "the next hour");
    done("imgapi");
    assertThat(waiting())
        .containsExactly(
            "imgapi_images0.2_20261122T093000.log",
            "imgapi_images0.3_20261122T093000.log",
            "imgapi_images0_20261122T090000.log",
            "imgapi_images0_20261122T100000.log");
  }

  @Test
  void theFirstOfTheHourCountsAlsoWhenItIsUploadedAndGone() throws IOException {
    rotate("imgapi_images0_20261122T090000.log", "first");
    done("imgapi");
    Files.delete(triton().resolve("upload/imgapi_images0_20261122T090000.log"));
    rotate("imgapi_images0_20261122T093012.log", "second");
    done("imgapi");
    assertThat(waiting()).containsExactly("imgapi_images0.2_20261122T093000.log");
  }

  @Test
  void theNextHoursOwnRotationDoesNotCollideWithOneThatWasNamedForIt() throws IOException {
    rotate("imgapi_images0_20261122T093012.log", "before the reprovision");
    done("--next-hour", "imgapi");
    rotate("imgapi_images0_20261122T100001.log", "after it");
    done("imgapi");
    assertThat(waiting())
        .containsExactly(
            "imgapi_images0.2_20261122T100000.log", "imgapi_images0_20261122T100000.log");
  }

  @Test
  void runsTwiceForOneRotationWithoutASecondName() throws IOException {
    Path file = rotate("imgapi_images0_20261122T090007.log", "x");
    done("imgapi");
    assertThat(done("imgapi").out()).contains("nothing to do");
    assertThat(waiting()).hasSize(1);
    done("--move", "imgapi");
    assertThat(waiting()).hasSize(1);
    assertThat(file).doesNotExist();
  }

  @Test
  void saysNothingWhenItIsToBeQuiet() throws IOException {
    rotate("imgapi_images0_20261122T090007.log", "x");
    Run run = done("-q", "imgapi");
    assertThat(run.out() + run.err()).isEmpty();
  }

  @Test
  void changesNothingWhenItIsOnlyShown() throws IOException {
    rotate("imgapi_images0_20261122T090007.log", "x");
    assertThat(done("-n", "imgapi").out()).startsWith("would link");
    assertThat(done("-n", "--json", "imgapi").out()).contains("imgapi/log-rotated/1", "\"plan\"");
    assertThat(waiting()).isEmpty();
  }

  @Test
  void saysWhereNothingWasRotated() {
    rotated("imgapi")
        .requireFailure(
            ExitCode.FAILED, "no rotated file of imgapi", triton().toString(), "logadm -p now");
  }

  @Test
  void refusesWhatIsNoLogsName() {
    rotated("im_gapi").requireFailure(ExitCode.USAGE, "im_gapi");
    rotated("../x").requireFailure(ExitCode.USAGE, "../x");
    rotated().requireFailure(ExitCode.USAGE, "LOGNAME");
  }
}
