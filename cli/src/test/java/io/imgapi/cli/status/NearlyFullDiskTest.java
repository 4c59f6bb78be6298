/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.imgapi.cli.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of the zone's own that is nearly full; skipped where none may be mounted. */
class NearlyFullDiskTest {
  @TempDir Path directory;

  private int sh(String script, Path log) throws Exception {
    Process process =
        new ProcessBuilder("unshare", "-m", "sh", "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  @Test
  void isAFaultWithItsNumbers() throws Exception {
    Path data = Files.createDirectories(directory.resolve("zone/data/imgapi"));
    Path log = directory.resolve("log");
    assumeTrue(sh("mount -t tmpfs none '" + data + "'", log) == 0, "may not mount here");
    String script =
        """
        set -e
        mount -t tmpfs -o size=20m none '%1$s'
        mkdir '%1$s/etc'
        echo '{}' >'%1$s/etc/imgapi.config.json'
        dd if=/dev/zero of='%1$s/large' bs=1M count=19 2>/dev/null
        exec '%2$s' -XX:TieredStopAtLevel=1 -cp '%3$s' %4$s status --only disk --root '%5$s'
        """
            .formatted(
                data,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                Main.class.getName(),
                directory.resolve("zone"));
    int status = sh(script, log);
    assertThat(Files.readString(log))
        .startsWith("\ndisk space\n State: nearly full: 0 MiB of 20 MiB free on " + data + "\n")
        .contains("\n   Cmd: df -k " + data + "\n")
        .contains("\n   Fix: see what takes the room");
    assertThat(status).isEqualTo(1);
  }
}
