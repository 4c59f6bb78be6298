/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Messages, progress and questions on standard error. */
public final class Console {
  private static final Duration EVERY = Duration.ofSeconds(30);
  private final PrintWriter err;
  private final Optional<BufferedReader> terminal;
  private final Clock clock;

  /**
   * A console.
   *
   * @param terminal where answers are read; empty where nobody can be asked
   */
  public Console(PrintWriter err, Optional<BufferedReader> terminal, Clock clock) {
    this.err = err;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** Text for the operator; dropped under {@code quiet}. */
  public void say(boolean quiet, String text) {
    if (!quiet) {
      err.print(text);
      err.flush();
    }
  }

  /**
   * Asks; anything but y is a no.
   *
   * @throws ImgapiException {@code USAGE} where nobody can be asked
   */
  public boolean confirm(String question) {
    if (terminal.isEmpty()) {
      throw ImgapiException.of(ExitCode.USAGE, "there is no terminal to confirm this on")
          .remedy("use -y");
    }
    err.print(question + " [y/N] ");
    err.flush();
    try {
      String answer = terminal.get().readLine();
      return answer != null && answer.strip().equalsIgnoreCase("y");
    } catch (IOException e) {
      throw ImgapiException.of(ExitCode.FAILED, "the terminal cannot be read").causedBy(e);
    }
  }

  /** Notices as they come, the same one once, progress as a line every 30 seconds. */
  public Events events(String command, boolean quiet) {
    return new Lines(command, quiet);
  }

  private final class Lines implements Events {
    private final String command;
    private final boolean quiet;
    private final Set<String> told = new HashSet<>();
    private Instant last = clock.instant();

    Lines(String command, boolean quiet) {
      this.command = command;
      this.quiet = quiet;
    }

    @Override
    public synchronized void notice(Level level, String message) {
      boolean wanted = quiet ? level == Level.WARN || level == Level.ERROR : told.add(message);
      if (wanted) {
        err.println(command + ": " + message);
        err.flush();
      }
    }

    @Override
    public synchronized void progress(Progress progress) {
      Instant now = clock.instant();
      if (!quiet && Duration.between(last, now).compareTo(EVERY) >= 0) {
        last = now;
        err.printf(
            "%s: %s %d of %d, %s of %s%n",
            command,
            progress.step(),
            progress.itemsDone(),
            progress.itemsTotal(),
            ByteSize.show(progress.bytesDone()),
            ByteSize.show(progress.bytesTotal()));
        err.flush();
      }
    }
  }
}
