/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.core.rootdisk.RootDisk;
import io.imgapi.core.rootdisk.Wrapper;
import io.imgapi.core.schedule.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the archive. */
class DistributionTest {
  private static final int EXECUTABLE = 0755;
  private static final int PLAIN = 0644;

  @TempDir static Path directory;

  private static Release release;
  private static List<TarArchiveEntry> entries;

  @BeforeAll
  static void unpack() throws IOException {
    release = Release.unpack(directory);
    entries = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GzipCompressorInputStream(Files.newInputStream(Release.ARCHIVE)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.add(entry);
      }
    }
  }

  private static String text(String path) throws IOException {
    return Files.readString(release.directory().resolve(path), UTF_8);
  }

  @Test
  void nothingInItTellsWhoBuiltItWhenAndWhere() {
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.getName()).startsWith("imgapi-" + Release.VERSION + "/");
              assertThat(entry.getLongUserId()).isZero();
              assertThat(entry.getLongGroupId()).isZero();
              assertThat(entry.getUserName()).isEqualTo("root");
              assertThat(entry.getLastModifiedTime())
                  .isEqualTo(entries.get(0).getLastModifiedTime());
            });
  }

  @Test
  void whatIsRunIsExecutableAndNothingElseIs() {
    assertThat(entries)
        .filteredOn(TarArchiveEntry::isFile)
        .allSatisfy(
            entry -> {
              String path = entry.getName().substring(entry.getName().indexOf('/') + 1);
              boolean run =
                  path.matches("install|bin/.*|wrappers/.*|libexec/(share-classes|boot-method)");
              assertThat(entry.getMode() & 0777).as(path).isEqualTo(run ? EXECUTABLE : PLAIN);
            });
  }

  @Test
  void theSumsAreThoseOfAllFiles() throws IOException {
    String checked =
        new Machine(directory)
            .run(
                List.of(
                    "sh",
                    "-c",
                    "cd '" + release.directory() + "' && sha256sum --strict -c SHA256SUMS"))
            .good();
    assertThat(checked.lines().count())
        .isEqualTo(entries.stream().filter(TarArchiveEntry::isFile).count() - 1);
  }

  @Test
  void everyCommandHasItsPage() throws IOException {
    for (String page : List.of("imgapi", "imgapi-backup", "imgapi-snapshots-remove")) {
      assertThat(text("share/man/man1/" + page + ".1")).contains("EXIT STATUS");
    }
    assertThat(text("share/man/man1/imgapi-standalone-backup.1")).startsWith(".so man1/");
    assertThat(text("share/bash-completion/completions/imgapi")).contains("complete -");
  }

  @Test
  void itIsOfOneVersion() throws IOException {
    assertThat(text("VERSION")).isEqualTo(Release.VERSION + "\n");
    assertThat(new Machine(directory).run(Shell.SYSTEM, program(), "--version").good())
        .isEqualTo("imgapi " + Release.VERSION + "\n");
  }

  private static Path program() {
    return release.directory().resolve("bin/imgapi");
  }

  @Test
  void theExamplesAreWhatTheProgramWrites() throws IOException {
    assertThat(text("share/examples/crontab"))
        .contains(Stream.of(Job.values()).map(Job::line).toList());
    assertThat(text("share/examples/logadm.conf")).isEqualTo(RootDisk.logRotation());
    for (Wrapper wrapper : Wrapper.values()) {
      assertThat(text("wrappers/" + wrapper.fileName())).isEqualTo(wrapper.text());
    }
  }

  /** What is in the jar, by the lists of it that the build made. */
  private static Set<String> components() throws IOException {
    JsonNode bom = new ObjectMapper().readTree(text("share/sbom/imgapi.cdx.json"));
    return StreamSupport.stream(bom.get("components").spliterator(), false)
        .filter(component -> !"io.imgapi".equals(component.get("group").asText()))
        .map(component -> component.get("name").asText())
        .collect(Collectors.toSet());
  }

  @Test
  void theComponentsAreThoseThatAreInTheProgram() throws IOException {
    Set<String> tellTheirNames;
    try (JarFile jar = new JarFile(release.directory().resolve("lib/imgapi.jar").toFile())) {
      tellTheirNames =
          jar.stream()
              .map(entry -> entry.getName().split("/"))
              .filter(path -> path.length == 5 && "pom.properties".equals(path[4]))
              .filter(path -> "maven".equals(path[1]) && !"io.imgapi".equals(path[2]))
              .map(path -> path[3])
              .collect(Collectors.toSet());
    }
    assertThat(components())
        .containsAll(tellTheirNames)
        .contains("jetty-server", "h2-mvstore", "okhttp-jvm", "picocli");
  }

  @Test
  void eachLibraryHasItsLicence() throws IOException {
    String list = text("share/licences/THIRD-PARTY.txt");
    String others = text("share/licences/README");
    for (String library : components()) {
      assertThat(list).contains(":" + library + ":");
      Path own = release.directory().resolve("share/licences/" + library);
      String family = library.replaceFirst("^jetty-.*", "jetty-*");
      assertThat(Files.isDirectory(own) || others.contains(family)).as(library).isTrue();
    }
  }
}
