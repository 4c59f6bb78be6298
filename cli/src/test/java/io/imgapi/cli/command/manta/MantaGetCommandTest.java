/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness.Run;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading objects of a real Manta over HTTP, troubled on their way. */
class MantaGetCommandTest {
  private static final String CONTENT = "\u0000\u00ff0123456789\r\n".repeat(50_000);
  @TempDir Path directory;
  private Path file;
  private MantaFixture manta;

  @BeforeEach
  void start() throws IOException {
    manta = new MantaFixture(directory);
    manta.put("~~/stor/o", CONTENT);
    file = Files.createDirectory(directory.resolve("here")).resolve("file");
  }

  @AfterEach
  void stop() {
    manta.close();
  }

  private Run getToFile() {
    return manta.run("get", "-o", file.toString(), "~~/stor/o");
  }

  private void requireOnly(String... names) throws IOException {
    try (var entries = Files.list(file.getParent())) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(names);
    }
  }

  @Test
  void bringsEveryByteToStandardOutput() {
    Run get = manta.run("get", "~~/stor/o");
    assertThat(get.status()).isZero();
    assertThat(get.bytes()).isEqualTo(CONTENT);
    assertThat(get.out() + get.err()).isEmpty();
  }

  @Test
  void bringsEveryByteToAFileInThePlaceOfAnother() throws IOException {
    Files.writeString(file, "old");
    Run get = getToFile();
    assertThat(get.status()).as(get.err()).isZero();
    assertThat(get.err()).contains("wrote " + file, "MD5 ");
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).isEqualTo(CONTENT);
    requireOnly("file");
  }

  @Test
  void anEmptyObjectIsAnEmptyFile() {
    manta.put("~~/stor/empty", "");
    assertThat(manta.run("get", "-o", file.toString(), "~~/stor/empty").status()).isZero();
    assertThat(file).isEmptyFile();
  }

  @Test
  void aBrokenConnectionIsGoneOnWith() {
    manta.trouble(new Fault.TruncatedResponse(), "GET", 2);
    assertThat(manta.content("~~/stor/o")).isEqualTo(CONTENT);
    manta.trouble(new Fault.Reset(Fault.Reset.Moment.IN_RESPONSE_BODY), "GET", 2);
    assertThat(getToFile().status()).isZero();
  }

  @Test
  void damagedContentNeverGetsTheNameOfTheFile() throws IOException {
    Files.writeString(file, "old");
    manta.trouble(new Fault.FlippedResponse(), "GET", 1);
    Run flipped = getToFile();
    assertThat(flipped.status()).isEqualTo(ExitCode.INTEGRITY.status());
    assertThat(flipped.err()).contains("damaged", file + " was not touched", "run this again");
    assertThat(file).hasContent("old");
    requireOnly("file");
  }

  @Test
  void damagedContentOnStandardOutputIsCalledSo() {
    manta.trouble(new Fault.FlippedResponse(), "GET", 1);
    Run flipped = manta.run("get", "~~/stor/o");
    assertThat(flipped.status()).isEqualTo(ExitCode.INTEGRITY.status());
    assertThat(flipped.err()).contains(CONTENT.length() + " bytes", "not to be trusted");
  }

  @Test
  void aConnectionThatStaysBrokenEndsInAFailure() throws IOException {
    manta.trouble(new Fault.TruncatedResponse(0L), "GET", 1000);
    Run broken = getToFile();
    assertThat(broken.status()).as(broken.err()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE.status());
    requireOnly();
  }

  @Test
  void whatCannotBeAFileIsRefused() throws IOException {
    Run onDirectory = manta.run("get", "-o", file.getParent().toString(), "~~/stor/o");
    assertThat(onDirectory.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(onDirectory.err()).contains("is a directory", "-o ");
    Run device = manta.run("get", "-o", "/dev/null", "~~/stor/o");
    assertThat(device.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(device.err()).contains("redirect: > /dev/null");
    Run nowhere = manta.run("get", "-o", file.resolveSibling("none/x").toString(), "~~/stor/o");
    assertThat(nowhere.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(nowhere.err()).contains("cannot be written: there is no such");
    requireOnly();
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path real = Files.writeString(file.resolveSibling("real"), "old");
    Files.createSymbolicLink(file, real);
    assertThat(getToFile().status()).isZero();
    assertThat(file).isSymbolicLink();
    assertThat(Files.size(real)).isEqualTo(CONTENT.length());
  }

  @Test
  void aDirectoryInMantaIsNoObject() {
    Run get = manta.run("get", "~~/stor");
    assertThat(get.status()).isEqualTo(ExitCode.FAILED.status());
    assertThat(get.err()).contains("is a directory", "imgapi manta ls /operator/stor");
  }

  @Test
  void oddNamesComeBackAsTheyWere() {
    for (String name : List.of("a b", "50%25 off", "blåbær 雲", "x?y#z&=+", "it's")) {
      manta.put("~~/stor/names/" + name, "content of " + name.length());
      assertThat(manta.content("~~/stor/names/" + name)).isEqualTo("content of " + name.length());
    }
  }

  @Test
  void absentRefusedAndUnreachableAreDifferentAnswers() throws IOException {
    manta.requireThreeDifferentAnswers("get", "-o", file.toString(), "~~/stor/none");
    requireOnly();
  }
}
