/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.cli.CliHarness;
import io.imgapi.cli.CliHarness.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A sandbox in a process of its own, started and stopped by the commands under test. */
public final class RunningSandbox implements AutoCloseable {
  private final Path directory;

  private RunningSandbox(Path directory) {
    this.directory = directory;
  }

  /** Starts one; plain HTTP. */
  public static RunningSandbox start(Path directory) {
    RunningSandbox sandbox = new RunningSandbox(directory);
    Run started = sandbox.run("start", "--detach", "--http");
    assertThat(started.status()).as(started.err()).isZero();
    return sandbox;
  }

  /** Runs a sandbox command. */
  public Run run(String word, String... more) {
    return in(directory, word, more);
  }

  /** Runs a command about its zones. */
  public Run zone(String word, String... more) {
    return zoneIn(directory, word, more);
  }

  /** Runs a command about zones for a directory in which perhaps no sandbox runs. */
  public static Run zoneIn(Path directory, String word, String... more) {
    return CliHarness.run(
        Stream.concat(
                Stream.of("sandbox", "zone", word, "--dir", directory.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  /** Makes a zone, which must work. */
  public Run create(String alias, String... more) {
    Run created =
        zone("create", Stream.concat(Stream.of(alias), Stream.of(more)).toArray(String[]::new));
    assertThat(created.status()).as(created.err()).isZero();
    return created;
  }

  /** Stops and starts it. */
  public void restart() {
    assertThat(run("stop").status()).isZero();
    Run started = run("start", "--detach", "--http");
    assertThat(started.status()).as(started.err()).isZero();
  }

  /** Returns what is {@code /} within a zone. */
  public Path root(String alias) {
    return directory.resolve("zones").resolve(alias);
  }

  /** Runs a sandbox command for a directory in which perhaps none runs. */
  static Run in(Path directory, String word, String... more) {
    List<String> words = new ArrayList<>(List.of("sandbox", word, "--dir", directory.toString()));
    words.addAll(List.of(more));
    return CliHarness.run(words.toArray(String[]::new));
  }

  @Override
  public void close() {
    in(directory, "stop");
  }
}
