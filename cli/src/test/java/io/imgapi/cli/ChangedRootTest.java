/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.imgapi.cli.demo.Demo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The real program below a root that is no mount point, as {@code chroot} and some containers give:
 * Java finds no mount for what lies there.
 */
class ChangedRootTest extends TroubledInstance {
  /**
   * Everything of this machine in a directory, and in it, on no mount that is seen, the zone. Only
   * in mounts of its own: whatever deletes the directory later must find it empty.
   */
  private static final String SCRIPT =
      """
      set -e
      root=$1 zone=$2 after=$3 mounts=$4
      shift 4
      [ "$(readlink /proc/self/ns/mnt)" != "$mounts" ]
      mount --make-rprivate /
      mkdir "$root"
      for entry in /*; do
        if [ -L "$entry" ]; then
          cp -P "$entry" "$root"
        elif [ -d "$entry" ]; then
          mkdir "$root$entry"
          mount --rbind "$entry" "$root$entry"
        fi
      done
      cp -a "$zone" "$root/imgapi-zone"
      chroot "$root" "$@" restore -y --take-over images0 --root /imgapi-zone
      chroot "$root" "$@" backup -y --root /imgapi-zone
      cp -a "$root/imgapi-zone" "$after"
      """;

  @Test
  void restoresAndBacksUp() throws Exception {
    Path log = directory.resolve("log");
    assumeTrue(
        ShellRun.of(log, "unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt").status() == 0,
        "may not mount here");
    Map<String, String> published = files();
    done("backup");
    loseEverything();
    Path after = directory.resolve("after");
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                SCRIPT,
                "sh",
                directory.resolve("root").toString(),
                zone.root().toString(),
                after.toString(),
                Files.readSymbolicLink(Path.of("/proc/self/ns/mnt")).toString()));
    command.addAll(KilledProgram.underTest());
    ShellRun run = ShellRun.of(log, command.toArray(String[]::new));
    assertThat(run.status()).as(run.said()).isZero();
    Demo.delete(zone.root());
    Files.move(after, zone.root());
    assertThat(files()).isEqualTo(published);
  }
}
