/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An editor that takes over the terminal of this program: {@code $VISUAL}, {@code $EDITOR}, vi. */
public final class TerminalEditor implements Editor {
  private final List<String> command;

  private TerminalEditor(List<String> command) {
    this.command = command;
  }

  /**
   * The editor of a person's choice; words after the program are options of it.
   *
   * @param environment variables of this process
   */
  public static TerminalEditor of(Map<String, String> environment) {
    String chosen =
        Stream.of("VISUAL", "EDITOR")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isBlank())
            .findFirst()
            .orElse("vi");
    return new TerminalEditor(List.of(chosen.strip().split("\\s+")));
  }

  @Override
  public void edit(Path file) {
    List<String> words = new ArrayList<>(command);
    words.add(file.toString());
    int status;
    try {
      status = new ProcessBuilder(words).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw failed("the editor cannot be started: " + IoReason.of(e))
          .remedy("name another one, for example: VISUAL=/usr/bin/vi imgapi config edit")
          .causedBy(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ImgapiException.of(ExitCode.INTERRUPTED, "interrupted while the editor was running")
          .causedBy(e);
    }
    if (status != 0) {
      throw failed("the editor ended with status " + status + ", so nothing was taken from it")
          .remedy("nothing was changed; run this again");
    }
  }

  private ImgapiException failed(String message) {
    return ImgapiException.of(ExitCode.FAILED, message).with("editor", command.get(0));
  }
}
