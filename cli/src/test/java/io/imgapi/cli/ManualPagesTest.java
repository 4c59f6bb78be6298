/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual pages that are checked in, and those of the commands as they are. */
class ManualPagesTest {
  private static final String EDITION = System.getProperty("imgapi.edition");
  private static final Path CHECKED_IN = Path.of(System.getProperty("imgapi.repo"), "man");
  private static final String AGAIN =
      "make them again: mvn -q -pl cli -am process-classes -Dimgapi.man=\"$PWD/man\"";

  static Stream<String> pages() {
    return ManualPages.all(EDITION).entrySet().stream()
        .filter(file -> file.getKey().endsWith(".1") && !file.getValue().startsWith(".so "))
        .map(Map.Entry::getKey);
  }

  @Test
  void are_those_of_the_commands() throws IOException {
    SortedMap<String, String> now = ManualPages.all(EDITION);
    SortedMap<String, String> checkedIn = new TreeMap<>();
    try (Stream<Path> files = Files.list(CHECKED_IN)) {
      for (Path file : files.toList()) {
        checkedIn.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(checkedIn.keySet()).as(AGAIN).isEqualTo(now.keySet());
    now.forEach(
        (name, text) -> assertThat(checkedIn.get(name)).as(name + ": " + AGAIN).isEqualTo(text));
  }

  @Test
  void are_written_as_the_build_does_it(@TempDir Path directory) throws IOException {
    ManualPages.main(new String[] {directory.resolve("man").toString(), EDITION});
    try (Stream<Path> files = Files.list(directory.resolve("man"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(ManualPages.all(EDITION).keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void have_every_section(String name) {
    String page = ManualPages.all(EDITION).get(name);
    List<String> sections =
        Pattern.compile("(?m)^\\.SH \"(.*)\"$")
            .matcher(page)
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(sections)
        .containsSubsequence("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES")
        .endsWith("EXAMPLES", "FILES", "ENVIRONMENT", "EXIT STATUS", "SEE ALSO")
        .doesNotHaveDuplicates();
    // A section with nothing in it is followed by the next one at once.
    assertThat(page).doesNotContainPattern("(?m)^\\.SH .*\\n(\\.EX\\n\\.EE\\n)?(\\.SH|\\z)");
    assertThat(page).matches("\\p{ASCII}*");
  }

  @Test
  void name_only_pages_that_there_are() {
    SortedMap<String, String> files = ManualPages.all(EDITION);
    Pattern reference = Pattern.compile("(?m)^\\.BR (\\S+) \\(1\\)|^\\.so man1/(\\S+)\\.1$");
    files
        .values()
        .forEach(
            text -> {
              Matcher named = reference.matcher(text);
              while (named.find()) {
                String page = named.group(1) == null ? named.group(2) : named.group(1);
                assertThat(files).containsKey(page.replace("\\-", "-") + ".1");
              }
            });
  }

  @ParameterizedTest
  @MethodSource("pages")
  void render_without_a_warning(String name) throws Exception {
    ManualTools.require("man", "groff", "mandoc");
    String page = CHECKED_IN.resolve(name).toString();
    String text = ManualTools.runWell(CHECKED_IN, "man", "-l", "--warnings", page);
    assertThat(text).contains("EXIT STATUS").doesNotContain("\u2010", "\u2019", "\u2212");
    assertThat(ManualTools.runWell(CHECKED_IN, "groff", "-man", "-ww", "-Tutf8", page))
        .isNotEmpty();
    assertThat(ManualTools.runWell(CHECKED_IN, "mandoc", "-T", "lint", "-W", "warning", page))
        .isEmpty();
  }

  @Test
  void are_found_by_a_commands_old_name(@TempDir Path directory) throws Exception {
    ManualTools.require("man");
    Path section = Files.createDirectories(directory.resolve("man1"));
    for (Map.Entry<String, String> file : ManualPages.all(EDITION).entrySet()) {
      Files.writeString(section.resolve(file.getKey()), file.getValue());
    }
    assertThat(
            ManualTools.runWell(
                directory, "man", "-M", directory.toString(), "imgapi-standalone-backup"))
        .contains("imgapi backup [");
  }
}
