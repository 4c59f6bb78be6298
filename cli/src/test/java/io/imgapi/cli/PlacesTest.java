/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual tells of every file that the program leaves in an instance, and of no other. */
class PlacesTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("imgapi.repo"), "core/src/main/java");

  /** Markers, journals, locks, records and caches; and what lies outside of the instance's data. */
  private static final Pattern NAMED =
      Pattern.compile(
          "\"([a-z.-]+\\.(?:json|lock|cache|marker|turn|pem)|/(?:var|etc|root)/[a-z/._-]+)\"");

  /** In the program itself; and a log that is only named to whoever should read it. */
  private static final Set<String> NOT_IN_AN_INSTANCE =
      Set.of("defaults.json", "standard-channels.json", "/var/log/logadm.log");

  @Test
  void every_file_is_in_the_manual() throws IOException {
    Set<String> named = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        NAMED.matcher(Files.readString(file)).results().forEach(found -> named.add(found.group(1)));
      }
    }
    named.removeAll(NOT_IN_AN_INSTANCE);
    assertThat(named).isNotEmpty();
    String manual =
        Arrays.stream(Place.values())
            .map(place -> place.path() + " " + place.meaning())
            .collect(Collectors.joining("\n"));
    assertThat(named).allSatisfy(name -> assertThat(manual).contains(name));
  }

  @Test
  void every_file_is_some_commands() {
    Set<Place> told = EnumSet.noneOf(Place.class);
    EveryCommandTest.commands()
        .forEach(typed -> told.addAll(Manual.of(typed.command().getCommandSpec()).files()));
    assertThat(told).containsExactlyInAnyOrder(Place.values());
  }
}
