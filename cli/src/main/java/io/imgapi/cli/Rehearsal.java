/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.demo.HealthyZone;
import io.imgapi.cli.output.Interruption;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.host.LocalHost;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs what operators run most, once and for nobody, so that Java can keep the classes that it took
 * for every later start. Says nothing and touches nothing but a sandbox of its own.
 *
 * <ul>
 *   <li>Without arguments: short commands and the whole story of the demo, in this process.
 *   <li>{@code beside DIRECTORY COMMAND...}: runs COMMAND with one argument more, the root of a
 *       healthy zone of a sandbox in DIRECTORY that lives as long as it runs.
 *   <li>{@code short ROOT}: the commands that cron and monitoring run every few minutes, of the
 *       zone under ROOT, and nothing of the sandbox.
 * </ul>
 */
final class Rehearsal {
  private Rehearsal() {}

  /** Rehearses; ends with 0 where that can be of use to anybody. */
  public static void main(String[] args) {
    Surroundings nobody = nobody();
    List<String> rest = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
    switch (args.length == 0 ? "" : args[0]) {
      case "beside" -> beside(nobody, Path.of(rest.get(0)), rest.subList(1, rest.size()));
      case "short" -> shortCommands(nobody, rest.get(0));
      default -> everything(nobody);
    }
    Main.end(ExitCode.OK.status());
  }

  private static void beside(Surroundings nobody, Path directory, List<String> command) {
    HealthyZone zone =
        new HealthyZone(
            new TypistHere(nobody),
            ThisProgram.commandLine(),
            new LocalHost(nobody.environment().get("PATH")));
    ExitCode end = zone.runBeside(directory, command) ? ExitCode.OK : ExitCode.FAILED;
    Main.end(end.status());
  }

  private static void everything(Surroundings nobody) {
    type(nobody, "--version");
    type(nobody, "--help");
    type(nobody, "config", "--root", "/nonexistent", "manta.url");
    type(nobody, "sandbox", "demo");
  }

  private static void shortCommands(Surroundings nobody, String root) {
    type(nobody, "--version");
    type(nobody, "config", "manta.url", "--root", root);
    type(nobody, "status", "--root", root);
    type(nobody, "status", "-v", "--root", root);
    type(nobody, "log-upload", "--root", root);
    type(nobody, "backup", "-y", "--root", root);
  }

  private static void type(Surroundings nobody, String... words) {
    CommandTree.buildFor(nobody, words).execute(words);
  }

  private static Surroundings nobody() {
    return Main.surroundings(
        new PrintWriter(Writer.nullWriter()),
        new PrintWriter(Writer.nullWriter()),
        Map.of("PATH", "/usr/bin:/bin"),
        Optional.empty(),
        Optional.empty(),
        new Interruption(),
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream());
  }
}
