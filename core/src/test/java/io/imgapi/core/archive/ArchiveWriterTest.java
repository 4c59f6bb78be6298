/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveWriterTest {
  private static final String LONG = "d/".repeat(120) + "very-" + "long-".repeat(30) + "name";
  private static final Map<String, String> FILES =
      Map.of(
          "a", "one", "b/c", "", "b/d", "x".repeat(5000), "\u00e9\ud83d\ude00", "two", LONG, "3");
  private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};

  @TempDir Path directory;

  @Test
  void theSameContentGivesTheSameBytes() throws IOException {
    byte[] first = Archives.written(FILES);
    byte[] second = asSomebodyElse();

    assertThat(second).isEqualTo(first);
    assertThat(Arrays.copyOf(first, GZIP_HEADER.length)).isEqualTo(GZIP_HEADER);
  }

  private static byte[] asSomebodyElse() throws IOException {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    String user = System.setProperty("user.name", "somebody");
    Locale.setDefault(Locale.forLanguageTag("ar-SA"));
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
    try {
      return Archives.written(FILES);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
      System.setProperty("user.name", user);
    }
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    assertThat(Archives.read(Archives.written(FILES))).isEqualTo(FILES);
    assertThat(Archives.read(Archives.written(Map.of()))).isEmpty();
  }

  @Test
  void nobodyAndNoTimeIsInIt() throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new java.util.zip.GZIPInputStream(
                new java.io.ByteArrayInputStream(Archives.written(FILES))),
            "UTF-8")) {
      int entries = 0;
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        entries++;
        assertThat(e.getLastModifiedTime().toMillis()).isZero();
        assertThat(e.getLongUserId() + e.getLongGroupId()).isZero();
        assertThat(e.getUserName() + e.getGroupName()).isEmpty();
        assertThat(e.getMode() & 0777).isEqualTo(0644);
      }
      assertThat(entries).isEqualTo(FILES.size());
    }
  }

  @Test
  void namesMustAscendByTheirBytes() throws IOException {
    try (ArchiveWriter writer = new ArchiveWriter(new ByteArrayOutputStream())) {
      writer.add("b", new byte[1]);
      assertThatThrownBy(() -> writer.add("a", new byte[1]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> writer.add("b", new byte[1]))
          .isInstanceOf(IllegalArgumentException.class);
      // In UTF-16 the order of these two is the other one.
      writer.add("\uff5e", new byte[1]);
      writer.add("\ud83d\ude00", new byte[1]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a\\b", "a\nb", "a\ud800"})
  void aNameThatCannotBeReadIsNotWritten(String name) throws IOException {
    try (ArchiveWriter writer = new ArchiveWriter(new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> writer.add(name, new byte[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theTarOfTheSystemReadsIt() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "tar"))),
        "no tar on this machine");
    Files.write(directory.resolve("x.tar.gz"), Archives.written(FILES));
    Files.createDirectory(directory.resolve("out"));

    assertThat(run("tar", "--quoting-style=literal", "-tzf", "x.tar.gz").split("\n"))
        .containsExactlyInAnyOrderElementsOf(FILES.keySet());
    assertThat(run("tar", "-xzf", "x.tar.gz", "-C", "out")).isEmpty();
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      assertThat(directory.resolve("out").resolve(file.getKey())).hasContent(file.getValue());
    }
  }

  private String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
