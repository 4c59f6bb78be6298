/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.manual.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual tells of every environment variable that is read anywhere, and of no other. */
class EnvironmentTest {
  private static final Path REPO = Path.of(System.getProperty("imgapi.repo"));

  /** Keys in SAPI and names that a zone's set-up knows, which look like variables. */
  private static final Set<String> NO_VARIABLES =
      Set.of(
          "IMGAPI_ALLOW_LOCAL_CREATE_IMAGE_FROM_VM",
          "IMGAPI_KEY_ID",
          "IMGAPI_MANTA_INSECURE",
          "IMGAPI_MANTA_REMOTE",
          "IMGAPI_MANTA_URL",
          "IMGAPI_MANTA_USER",
          "IMGAPI_PRIVATE_KEY",
          "IMGAPI_PUBLIC_KEY");

  private static final Pattern NAMED =
      Pattern.compile(
          "\"((?:IMGAPI|MANTA|TRITON|SDC|SSH)_[A-Z_]+|[A-Z_]*HOME|EDITOR|VISUAL|PATH|TERM|TMPDIR"
              + "|COLUMNS|LANG|LC_ALL|PAGER)\"");

  /** Those of the caller, not those that the script sets for itself. */
  private static final Pattern BY_LAUNCHER = Pattern.compile("\\$\\{([A-Z][A-Z_]+)");

  @Test
  void every_variable_that_is_read_is_in_the_manual() throws IOException {
    Set<String> read = new TreeSet<>();
    for (String module : new String[] {"cli", "core", "manta-client", "triton-client"}) {
      try (Stream<Path> files = Files.walk(REPO.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(EnvironmentTest::tells).toList()) {
          NAMED.matcher(Files.readString(file)).results().map(this::name).forEach(read::add);
        }
      }
    }
    BY_LAUNCHER
        .matcher(
            Files.readString(REPO.resolve("scripts/imgapi"))
                + Files.readString(REPO.resolve("scripts/find-java")))
        .results()
        .map(this::name)
        .forEach(read::add);
    read.removeAll(NO_VARIABLES);
    // picocli asks for it where help goes to a terminal.
    read.add("NO_COLOR");
    assertThat(documented()).containsExactlyInAnyOrderElementsOf(read);
  }

  private String name(MatchResult found) {
    return found.group(1);
  }

  /** The documentation itself is no reader. */
  private static boolean tells(Path file) {
    return file.toString().endsWith(".java") && !file.endsWith("Variable.java");
  }

  private static Set<String> documented() {
    String page = ManualPages.all("2026-11-01").get("imgapi.1");
    String section =
        page.substring(page.indexOf(".SH \"ENVIRONMENT\""), page.indexOf(".SH \"EXIT STATUS\""));
    Set<String> names = new TreeSet<>();
    Pattern.compile("(?m)^\\\\fB([A-Z_]+)\\\\fR$")
        .matcher(section)
        .results()
        .forEach(found -> names.add(found.group(1)));
    assertThat(names).containsAll(Arrays.stream(Variable.values()).map(Enum::name).toList());
    return names;
  }
}
