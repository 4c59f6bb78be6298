/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.cli.CliHarness.World;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storing objects in a real Manta over HTTP, troubled on their way. */
class MantaPutCommandTest {
  @TempDir Path directory;
  private Path file;
  private MantaFixture manta;

  @BeforeEach
  void start() throws IOException {
    manta = new MantaFixture(directory);
    file = Files.writeString(directory.resolve("file"), "hello\n");
  }

  @AfterEach
  void stop() {
    manta.close();
  }

  private Run put(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "put";
    all[1] = file.toString();
    System.arraycopy(words, 0, all, 2, words.length);
    return manta.run(all);
  }

  @Test
  void storesAFileAndReplacesIt() throws IOException {
    Run first = put("~~/stor/a");
    assertThat(first.status()).as(first.err()).isZero();
    assertThat(first.err()).contains("/operator/stor/a: 6 B, MD5 b1946ac92492d2347c6235b4d2611184");
    Files.writeString(file, "other");
    assertThat(put("~~/stor/a").status()).isZero();
    assertThat(manta.content("~~/stor/a")).isEqualTo("other");
  }

  @Test
  void storesStandardInputAsOftenAsItTakes() {
    manta.trouble(new Fault.Reset(Fault.Reset.Moment.IN_REQUEST_BODY), "PUT", 2);
    String content = "\u0000\u00ff".repeat(100_000);
    Run put = manta.run(World.bare().piping(content), "put", "-", "~~/stor/piped");
    assertThat(put.status()).as(put.err()).isZero();
    assertThat(manta.content("~~/stor/piped")).isEqualTo(content);
  }

  @Test
  void missingDirectoriesAreNamedOrMade() {
    Run missing = put("~~/stor/x/y/z");
    assertThat(missing.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(missing.err()).contains("the directory /operator/stor/x/y is not in Manta", "-p");
    assertThat(put("-p", "~~/stor/x/y/z").status()).isZero();
    assertThat(manta.content("~~/stor/x/y/z")).isEqualTo("hello\n");
  }

  @Test
  void ifAbsentNeverReplaces() throws IOException {
    assertThat(put("--if-absent", "~~/stor/once").status()).isZero();
    Files.writeString(file, "other");
    Run again = put("--if-absent", "~~/stor/once");
    assertThat(again.status()).isEqualTo(ExitCode.REFUSED.status());
    assertThat(again.err()).contains("already; nothing was stored", "leave --if-absent out");
    assertThat(manta.content("~~/stor/once")).isEqualTo("hello\n");
  }

  @Test
  void aLostAnswerIsResolvedByLooking() {
    manta.trouble(new Fault.LostAnswer(), "PUT", 1);
    Run put = put("--if-absent", "~~/stor/once");
    assertThat(put.status()).as(put.err()).isZero();
    assertThat(manta.content("~~/stor/once")).isEqualTo("hello\n");
  }

  @Test
  void damageOnTheWayStoresNothing() {
    manta.trouble(new Fault.FlippedStore(), "PUT", 1000);
    Run flipped = put("~~/stor/a");
    assertThat(flipped.status()).as(flipped.err()).isEqualTo(ExitCode.INTEGRITY.status());
    assertThat(manta.run("info", "~~/stor/a").status()).isEqualTo(ExitCode.FAILED.status());
  }

  @Test
  void aFullMantaIsNamed() {
    manta.trouble(new Fault.DiskFull(), "PUT", 1);
    Run full = put("~~/stor/a");
    assertThat(full.status()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    assertThat(full.err()).contains("make room in Manta");
  }

  @Test
  void theContentTypeIsKept() {
    assertThat(put("--content-type", "application/json", "~~/stor/j").status()).isZero();
    assertThat(manta.run("info", "~~/stor/j").out()).contains("application/json");
    for (String type : new String[] {"application/json; type=directory", "a\nb/c", "json"}) {
      assertThat(put("--content-type", type, "~~/stor/k").status())
          .isEqualTo(ExitCode.USAGE.status());
    }
    assertThat(manta.run("info", "~~/stor/k").status()).isEqualTo(ExitCode.FAILED.status());
  }

  @Test
  void directoriesAreNeverTakenForObjects() {
    manta.put("~~/stor/d/x", "x");
    Run onDirectory = put("~~/stor/d");
    assertThat(onDirectory.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(onDirectory.err())
        .contains("/operator/stor/d is a directory", "/operator/stor/d/NAME");
    assertThat(put("~~/stor/d/").status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(put("~~/stor").status()).isEqualTo(ExitCode.USAGE.status());
    Run below = put("~~/stor/d/x/y");
    assertThat(below.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(below.err()).contains("an object is where a directory should be");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Run none = manta.run("put", directory.resolve("none").toString(), "~~/stor/a");
    assertThat(none.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    assertThat(none.err()).contains("none cannot be read: there is no such");
    Run tree = manta.run("put", directory.toString(), "~~/stor/a");
    assertThat(tree.status()).isEqualTo(ExitCode.CONFIG_INVALID.status());
    assertThat(tree.err()).contains("is a directory");
  }

  @Test
  void refusedAndUnreachableAreDifferentAnswers() {
    manta.trouble(new Fault.KeyUnknown(), ".*", 1000);
    Run refused = put("~~/stor/a");
    assertThat(refused.status()).isEqualTo(ExitCode.AUTH_REFUSED.status());
    manta.close();
    Run unreachable = put("~~/stor/a");
    assertThat(unreachable.status()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
  }
}
