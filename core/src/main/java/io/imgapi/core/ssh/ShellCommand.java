/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import io.imgapi.core.host.Host.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command as the login shell of another machine gets it: a POSIX shell that tells a program that
 * is not there, and that ends with everything it started when its time is over.
 *
 * <p>Written for the shells of illumos (ksh93), Debian (dash) and bash; no {@code timeout(1)}, no
 * job control. An SSH server makes each session a process group of its own, so {@code kill 0}
 * reaches the command and what it started, and nothing else. The sleeper gets a KILL because dash
 * loses any other signal that comes to a child before it is quite there.
 */
final class ShellCommand {
  private static final String SCRIPT =
      """
      im_mark=$1 im_limit=$2 im_variables=$3
      shift 3
      while [ "$im_variables" -gt 0 ]; do
        export "$1"
        shift
        im_variables=$((im_variables - 1))
      done
      PATH=$PATH:/usr/sbin:/usr/bin:/sbin:/bin
      export PATH
      im_program=
      case $1 in
      */*) [ -f "$1" ] && [ -x "$1" ] && im_program=$1 ;;
      *)
        set -f
        IFS=:
        for im_dir in $PATH; do
          if [ -n "$im_dir" ] && [ -f "$im_dir/$1" ] && [ -x "$im_dir/$1" ]; then
            im_program=$im_dir/$1
            break
          fi
        done
        unset IFS
        set +f
        ;;
      esac
      if [ -z "$im_program" ]; then
        printf '%s missing\\n' "$im_mark" >&2
        exit 127
      fi
      shift
      printf '%s found\\n' "$im_mark"
      printf '%s found\\n' "$im_mark" >&2
      exec 3>&2 2>/dev/null
      (
        trap 'kill -s KILL "$!"; exit' TERM
        sleep "$im_limit" &
        wait "$!"
        kill -s KILL 0
      ) </dev/null >/dev/null 2>&1 3>&- &
      im_watchdog=$!
      (exec "$im_program" "$@" 2>&3 3>&-)
      im_status=$?
      kill "$im_watchdog"
      printf %s "$im_mark"
      printf %s "$im_mark" >&3
      [ "$im_status" -gt 256 ] && im_status=$((im_status - 128))
      exit "$im_status"
      """;

  private ShellCommand() {}

  /**
   * The text for the login shell.
   *
   * @param mark stands before and after what the command itself writes, on both streams
   */
  static String text(Command command, String mark) {
    List<String> words = new ArrayList<>(List.of(SCRIPT, "imgapi", mark, seconds(command.limit())));
    words.add(Integer.toString(command.environment().size()));
    command.environment().forEach((name, value) -> words.add(variable(name) + "=" + value));
    words.addAll(command.arguments());
    return "exec /bin/sh -c "
        + words.stream().map(ShellCommand::quoted).collect(Collectors.joining(" "));
  }

  /** Whole seconds, rounded up: POSIX sleep knows no others. */
  private static String seconds(Duration limit) {
    return Long.toString(Math.max(1, limit.plusMillis(999).toSeconds()));
  }

  private static String variable(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("not the name of a variable: " + name);
    }
    return name;
  }

  /** One word for a POSIX shell, whatever it holds. */
  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
