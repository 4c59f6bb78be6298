/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.demo.HealthyZone;
import io.imgapi.cli.output.Interruption;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.LocalHost;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs what operators run most, once and for nobody, so that Java can keep the classes that it took
 * for every later start. Touches nothing but a sandbox of its own; what it says is of no use.
 *
 * <ul>
 *   <li>{@code all DIRECTORY}: short commands and the whole story of the demo, in this process.
 *   <li>{@code beside DIRECTORY COMMAND...}: runs COMMAND with one argument more, the root of a
 *       healthy zone of a sandbox in DIRECTORY that lives as long as it runs.
 *   <li>{@code short ROOT}: the commands that cron and monitoring run every few minutes, of the
 *       zone under ROOT, and nothing of the sandbox.
 * </ul>
 */
final class Rehearsal {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Rehearsal() {}

  /** Rehearses; ends with 0 where that can be of use to anybody. */
  public static void main(String[] args) {
    List<String> rest = Arrays.asList(args).subList(1, args.length);
    boolean good = true;
    switch (args[0]) {
      case "all" -> everything(Path.of(rest.get(0)));
      case "beside" -> good = beside(Path.of(rest.get(0)), rest.subList(1, rest.size()));
      default -> shortCommands(rest.get(0));
    }
    Main.end((good ? ExitCode.OK : ExitCode.FAILED).status());
  }

  private static HealthyZone zone(Surroundings nobody) {
    return new HealthyZone(new TypistHere(nobody), ThisProgram.commandLine());
  }

  private static boolean beside(Path directory, List<String> command) {
    Surroundings nobody = nobody();
    LocalHost host = new LocalHost(nobody.environment().get("PATH"));
    AtomicBoolean good = new AtomicBoolean();
    zone(nobody)
        .during(
            directory,
            root -> {
              List<String> words = new ArrayList<>(command);
              words.add(root);
              good.set(
                  host.run(Host.Command.of(LIMIT, words.toArray(String[]::new)))
                          instanceof Host.Exited exited
                      && exited.succeeded());
            });
    return good.get();
  }

  private static void everything(Path directory) {
    zone(nobody()).during(directory, Rehearsal::shortCommands);
    type("--help");
    type("sandbox", "demo");
  }

  /**
   * As somebody would who types them: what only the beginning of the program needs is kept, too.
   */
  private static void shortCommands(String root) {
    type("--version");
    type("config", "manta.url", "--root", root);
    type("status", "--root", root);
    type("status", "-v", "--root", root);
    type("log-upload", "--root", root);
    type("backup", "-y", "--root", root);
  }

  private static void type(String... words) {
    // Whether it succeeds does not matter to those who start the program later.
    Main.run(words);
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
