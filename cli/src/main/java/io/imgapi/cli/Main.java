/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.output.Interruption;
import io.imgapi.cli.output.Prompter;
import io.imgapi.cli.output.Screen;
import io.imgapi.cli.output.TerminalPrompter;
import io.imgapi.core.error.ExitCode;
import java.io.BufferedWriter;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Where the program begins and ends. */
public final class Main {
  private static final Path STANDARD_ERROR = Path.of("/dev/fd/2");

  private Main() {}

  /** Runs one command and exits with its status. */
  public static void main(String[] args) {
    // Where a signal was faster, the program ends with the signal's status.
    run(args).ifPresent(System::exit);
  }

  /**
   * Runs one command for whoever started this program.
   *
   * @return its status; empty where a signal is ending the program already
   */
  static OptionalInt run(String... args) {
    HeadStart.begin(args);
    Writer out = writer(FileDescriptor.out);
    Writer err = writer(FileDescriptor.err);
    Optional<Screen> screen = isOnTerminal() ? Optional.of(new Screen(err)) : Optional.empty();
    Surroundings surroundings =
        surroundings(
            new PrintWriter(above(screen, out)),
            new PrintWriter(above(screen, err)),
            System.getenv(),
            terminal(),
            screen,
            new Interruption(),
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out));
    Thread onSignal =
        new Thread(() -> surroundings.interruption().tell(surroundings.err()), "interrupted");
    Runtime.getRuntime().addShutdownHook(onSignal);
    int status = execute(surroundings, args);
    surroundings.out().flush();
    surroundings.err().flush();
    return isEnding(onSignal) ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** The real time, waits and uuids, with these people and streams. */
  static Surroundings surroundings(
      PrintWriter out,
      PrintWriter err,
      Map<String, String> environment,
      Optional<Prompter> terminal,
      Optional<Screen> screen,
      Interruption interruption,
      InputStream input,
      OutputStream output) {
    return new Surroundings(
        out,
        err,
        environment,
        terminal,
        screen,
        interruption,
        Clock.systemUTC(),
        time -> Thread.sleep(time.toMillis()),
        () -> UUID.randomUUID().toString(),
        input,
        output);
  }

  private static int execute(Surroundings surroundings, String... args) {
    try {
      return CommandTree.buildFor(surroundings, args).execute(args);
    } catch (OutOfMemoryError e) {
      long most = Runtime.getRuntime().maxMemory() >> 20;
      surroundings
          .err()
          .printf(
              "imgapi: %d MiB of memory are not enough for this.%n%n"
                  + "  Nothing is lost. Run it again with more, for example: IMGAPI_HEAP=%dm%n",
              most, 4 * most);
      return ExitCode.FAILED.status();
    }
  }

  /** Ends the program, whatever threads are left. */
  static void end(int status) {
    System.exit(status);
  }

  private static boolean isEnding(Thread onSignal) {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private static boolean isOnTerminal() {
    return console().isPresent() && !Files.isRegularFile(STANDARD_ERROR);
  }

  private static Optional<Prompter> terminal() {
    return console().map(console -> new TerminalPrompter());
  }

  private static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Main::isTerminal);
  }

  /** From Java 22 on there may be a console without a terminal. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static Writer above(Optional<Screen> screen, Writer writer) {
    return screen.map(where -> where.above(writer)).orElse(writer);
  }

  private static Writer writer(FileDescriptor descriptor) {
    return new BufferedWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }
}
