/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.imgapi.cli.demo.Demo;
import io.imgapi.core.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The real program on a disk that takes no more: a clear end, nothing lost, and a restore that goes
 * on when there is room again.
 */
class FullDiskTest extends TroubledInstance {
  private Map<String, String> published;

  @BeforeEach
  void backUpAndLose() {
    published = files();
    done("backup");
    loseEverything();
  }

  private String restore() {
    return ShellRun.program()
        + " restore -y --take-over images0 --parallel 2 --root '"
        + zone.root()
        + "'";
  }

  private ShellRun sh(String... command) throws IOException, InterruptedException {
    return ShellRun.of(directory.resolve("log"), command);
  }

  private static void requireClearEnd(ShellRun end) {
    assertThat(end.status()).as(end.said()).isEqualTo(ExitCode.FAILED.status());
    assertThat(end.said())
        .contains("imgapi restore: a local file cannot be used")
        .contains("check free space")
        .contains("it goes on where it was")
        .doesNotContain("\tat ");
  }

  private void requireNothingWrongIsPlaced() {
    files()
        .forEach(
            (path, content) -> {
              if (published.containsKey(path)) {
                assertThat(content).as(path).isEqualTo(published.get(path));
              } else {
                // A part file or a manifest laid ready, which neither service nor backup takes.
                assertThat(path).matches(".*(/\\.[^/]+|\\.[0-9a-f-]{36})");
              }
            });
    assertThat(zone.manifests().toFile().list((d, name) -> !name.startsWith("."))).isEmpty();
  }

  /** The kernel refuses what goes beyond a size (EFBIG), as a full disk does (ENOSPC). */
  @Test
  void aFileThatFindsNoRoom() throws Exception {
    ShellRun end = sh("sh", "-c", "ulimit -f 400; exec " + restore());
    requireClearEnd(end);
    requireNothingWrongIsPlaced();
    assertThat(inRun("restore.json")).exists();
    assertThat(inRun("restored.marker")).doesNotExist();
    run("backup").requireFailure(ExitCode.NOT_SET_UP, "restore");
    done("restore");
    assertThat(files()).isEqualTo(published);
  }

  /** A file system of its own, in which there is room for bytes, but not for so many files. */
  @Test
  void aDiskThatIsFull() throws Exception {
    Path data = zone.root().resolve("data/imgapi");
    assumeTrue(
        sh("unshare", "-m", "mount", "-t", "tmpfs", "none", data.toString()).status() == 0,
        "may not mount here");
    // Outside this file system stays what is needed to see how it ended.
    String script =
        """
        set -e
        cp -a '%1$s/etc' '%2$s/etc'
        mount -t tmpfs -o size=20m,nr_inodes=28 none '%1$s'
        cp -a '%2$s/etc' '%1$s/etc'
        first=0
        %3$s || first=$?
        cp -a '%1$s' '%2$s/first'
        mount -o remount,size=40m,nr_inodes=1000 '%1$s'
        second=0
        %3$s || second=$?
        cp -a '%1$s' '%2$s/second'
        echo "ends: $first $second"
        exit $first
        """
            .formatted(data, directory, restore());
    ShellRun end = sh("unshare", "-m", "sh", "-c", script);
    requireClearEnd(end);
    assertThat(end.said()).contains("No space left on device").contains("ends: 1 0");
    Path first = directory.resolve("first/run");
    assertThat(first.resolve("restored.marker")).doesNotExist();
    assertThat(first.resolve("restore.json")).exists();
    Demo.delete(data);
    Files.move(directory.resolve("second"), data);
    assertThat(files()).isEqualTo(published);
    assertThat(inRun("restored.marker")).exists();
    assertThat(inRun("restore.json")).doesNotExist();
  }

  /** Too little room for the bytes is seen before the first of them. */
  @Test
  void aDiskThatIsTooSmallFromTheStart() throws Exception {
    Path data = zone.root().resolve("data/imgapi");
    assumeTrue(
        sh("unshare", "-m", "mount", "-t", "tmpfs", "none", data.toString()).status() == 0,
        "may not mount here");
    String script =
        """
        set -e
        cp -a '%1$s/etc' '%2$s/etc'
        mount -t tmpfs -o size=1m none '%1$s'
        cp -a '%2$s/etc' '%1$s/etc'
        status=0
        %3$s || status=$?
        cp -a '%1$s' '%2$s/after'
        exit $status
        """
            .formatted(data, directory, restore());
    ShellRun end = sh("unshare", "-m", "sh", "-c", script);
    assertThat(end.status()).as(end.said()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(end.said()).contains("not enough room").contains("make room");
    Path after = directory.resolve("after");
    assertThat(after.resolve("manifests")).isEmptyDirectory();
    assertThat(after.resolve("images")).isEmptyDirectory();
    assertThat(after.resolve("run/restore.json")).doesNotExist();
  }
}
