/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
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
  private static final Duration REDRAW = Duration.ofMillis(200);
  private final PrintWriter err;
  private final Optional<Prompter> terminal;
  private final Optional<Screen> screen;
  private final Interruption interruption;
  private final Clock clock;

  /**
   * A console.
   *
   * @param terminal where answers are read; empty where nobody can be asked
   * @param screen where progress is drawn; empty where it is written line by line
   * @param interruption learns where a run stands
   */
  public Console(
      PrintWriter err,
      Optional<Prompter> terminal,
      Optional<Screen> screen,
      Interruption interruption,
      Clock clock) {
    this.err = err;
    this.terminal = terminal;
    this.screen = screen;
    this.interruption = interruption;
    this.clock = clock;
  }

  /** Text for the operator; dropped under {@code quiet}. */
  public void say(boolean quiet, String text) {
    if (!quiet) {
      err.print(Printable.text(text));
      err.flush();
    }
  }

  /** Whether somebody sits at a terminal. */
  public boolean canAsk() {
    return terminal.isPresent();
  }

  /**
   * Asks; anything but y is a no.
   *
   * @throws ImgapiException {@code USAGE} where nobody can be asked
   */
  public boolean confirm(String question) {
    if (terminal.isEmpty()) {
      throw ImgapiException.of(ExitCode.USAGE, "there is no terminal to confirm this on")
          .with("question", question)
          .remedy("use -y");
    }
    return answer(question + " [y/N]").filter("y"::equalsIgnoreCase).isPresent();
  }

  /** Shows a failure that need not end the run, and asks; as {@link #confirm(String)}. */
  public boolean confirm(String command, ImgapiException failure, String question) {
    err.print(FailureText.of(command, failure));
    return confirm(question);
  }

  /**
   * Refuses where nobody sits at a terminal.
   *
   * @param instead what to type there
   */
  public void requireTerminal(String instead) {
    if (terminal.isEmpty()) {
      throw ImgapiException.of(ExitCode.USAGE, "there is no terminal for this")
          .remedy("use: " + instead);
    }
  }

  /**
   * Shows whose an area is, and asks for that owner's alias.
   *
   * @param refusal what would end the run
   * @return what was typed; empty where nobody can be asked, or nothing was typed
   */
  public Optional<String> ownerToReplace(String command, ImgapiException refusal) {
    if (terminal.isEmpty()) {
      return Optional.empty();
    }
    err.print(FailureText.of(command, refusal));
    return answer("To take the area over, type the owner's alias; to leave it, press Enter:")
        .filter(alias -> !alias.isEmpty());
  }

  private Optional<String> answer(String question) {
    // Takes the line of progress away; the terminal is not ours while somebody types.
    err.print("");
    err.flush();
    try {
      return terminal.orElseThrow().ask(Printable.inLine(question)).map(String::strip);
    } catch (Prompter.Interrupted e) {
      throw ImgapiException.of(ExitCode.INTERRUPTED, "interrupted")
          .remedy(interruption.standing())
          .causedBy(e);
    }
  }

  /**
   * Notices as they come, the same one once; progress on the terminal's last line, or as a line
   * every 30 seconds where there is no terminal.
   */
  public Events events(String command, boolean quiet) {
    return new Lines(command, quiet);
  }

  private final class Lines implements Events {
    private final String command;
    private final boolean quiet;
    private final Duration every = screen.isPresent() ? REDRAW : EVERY;
    private final Set<String> told = new HashSet<>();
    private Instant last = clock.instant();
    private Instant begun = last;
    private String step = "";

    Lines(String command, boolean quiet) {
      this.command = command;
      this.quiet = quiet;
    }

    @Override
    public synchronized void notice(Level level, String message) {
      boolean wanted = quiet ? level == Level.WARN || level == Level.ERROR : told.add(message);
      if (wanted) {
        err.println(command + ": " + Printable.inLine(message));
        err.flush();
      }
    }

    @Override
    public void stands(String sentences) {
      interruption.stands(sentences);
    }

    @Override
    public synchronized void progress(Progress progress) {
      if (quiet) {
        return;
      }
      Instant now = clock.instant();
      if (!step.equals(progress.step())) {
        step = progress.step();
        begun = now;
      }
      if (Duration.between(last, now).compareTo(every) >= 0) {
        last = now;
        String line = command + ": " + ProgressText.of(progress, Duration.between(begun, now));
        screen.ifPresentOrElse(
            where -> where.draw(line),
            () -> {
              err.println(line);
              err.flush();
            });
      }
    }
  }
}
