/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Asks on the terminal of this process. It is opened for each question and let go after it: opening
 * takes a quarter of a second, and most runs ask nothing.
 */
public final class TerminalPrompter implements Prompter {
  private static final int USUAL_COLUMNS = 80;
  private static final int USUAL_ROWS = 24;

  @Override
  public Optional<String> ask(String question) {
    try (Terminal terminal = open()) {
      LineReader reader =
          LineReaderBuilder.builder()
              .appName("imgapi")
              .terminal(terminal)
              .variable(LineReader.DISABLE_HISTORY, true)
              .variable(LineReader.DISABLE_COMPLETION, true)
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .option(LineReader.Option.BRACKETED_PASTE, false)
              .build();
      return Optional.of(reader.readLine(question + " "));
    } catch (EndOfFileException e) {
      return Optional.empty();
    } catch (UserInterruptException e) {
      throw new Interrupted();
    } catch (IOException e) {
      throw ImgapiException.of(ExitCode.FAILED, "the terminal cannot be read")
          .remedy("use -y where nobody has to be asked")
          .causedBy(e);
    }
  }

  /** By {@code stty}, which every system has; the question goes where messages go. */
  private static Terminal open() throws IOException {
    Terminal terminal =
        TerminalBuilder.builder()
            .name("imgapi")
            .system(true)
            .systemOutput(TerminalBuilder.SystemOutput.SysErrOrSysOut)
            .exec(true)
            .jni(false)
            .ffm(false)
            .dumb(true)
            .build();
    // Serial lines and some remote shells say nothing of their size; the question needs room.
    if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
      terminal.setSize(new Size(USUAL_COLUMNS, USUAL_ROWS));
    }
    return terminal;
  }
}
