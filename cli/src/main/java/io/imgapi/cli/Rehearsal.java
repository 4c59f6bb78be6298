/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.output.Interruption;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs what operators run most, once and for nobody, so that Java can keep the classes that it took
 * for every later start. Says nothing and touches nothing but a sandbox of its own.
 */
final class Rehearsal {
  private static final List<List<String>> LINES =
      List.of(
          List.of("--version"),
          List.of("--help"),
          List.of("config", "--root", "/nonexistent", "manta.url"),
          List.of("sandbox", "demo"));

  private Rehearsal() {}

  /** Rehearses; no arguments. */
  public static void main(String[] args) {
    Surroundings nobody =
        Main.surroundings(
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(Writer.nullWriter()),
            Map.of("PATH", "/usr/bin:/bin"),
            Optional.empty(),
            Optional.empty(),
            new Interruption(),
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream());
    for (List<String> line : LINES) {
      String[] words = line.toArray(String[]::new);
      CommandTree.buildFor(nobody, words).execute(words);
    }
    Main.end();
  }
}
