/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import io.imgapi.core.host.Host.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * Has a program started only when all that it is to read has come. Programs such as {@code crontab}
 * and {@code mdata-put} take the end of their input for the end of the text, and so half of it, or
 * nothing, for all where this program is killed meanwhile.
 *
 * <p>The text passes through {@code printf}; where a shell has none built in it shows in the list
 * of processes. The shells of illumos, Debian and Alpine have.
 */
public final class WholeInput {
  /** How the shell ends where there is no such program. */
  public static final int NO_PROGRAM = 127;

  private static final String END = "(the text that imgapi hands over ends here)";
  private static final String SCRIPT =
      """
      PATH=$PATH:/usr/sbin:/usr/bin:/sbin:/bin
      end=$1
      shift
      text=$(cat; printf .)
      case $text in
        *"$end".) ;;
        *) echo "only a part of the text came; nothing was changed" >&2; exit 1 ;;
      esac
      command -v "$1" >/dev/null 2>&1 || exit 127
      printf %s "${text%"$end".}" | "$@"
      """;

  private WholeInput() {}

  /** The same for a shell that waits for the end; one without input as it is. */
  public static Command of(Command command) {
    if (command.input().isEmpty()) {
      return command;
    }
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh", END));
    words.addAll(command.arguments());
    return new Command(words, command.environment(), command.input() + END, command.limit());
  }
}
