/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;

/**
 * A machine: this one, or one that is reached over SSH.
 *
 * <p>Nothing is repeated. That a program does not exist, that it ended with some status and that it
 * took too long are three different answers; that the machine itself cannot be reached is a
 * failure.
 */
public interface Host {

  /** What an operator calls it: {@code this machine}, or for example {@code root@10.0.0.7}. */
  String name();

  /** Its small files. */
  HostFiles files();

  /**
   * Makes connections that begin at this machine: its loopback is meant, names are resolved there.
   */
  SocketFactory sockets();

  /** Runs a command to its end, or kills it and everything it started when its time is over. */
  Result run(Command command);

  /**
   * What to run.
   *
   * @param arguments program and arguments; no shell is involved
   * @param environment added to the environment of this process
   * @param input what the command reads; no secret, as little as the arguments (see {@link
   *     WholeInput}). The command is started only when all of it has come, so that none takes a
   *     part for the whole where this program is killed
   * @param limit how long it may take
   */
  record Command(
      List<String> arguments, Map<String, String> environment, String input, Duration limit) {
    /** Copies its lists. */
    public Command {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }

    /** A command without input and without additions to the environment. */
    public static Command of(Duration limit, String... arguments) {
      return new Command(List.of(arguments), Map.of(), "", limit);
    }

    /** Names the program only: arguments, environment and input may be private. */
    @Override
    public String toString() {
      return arguments.get(0);
    }
  }

  /** How a command ended. */
  sealed interface Result {}

  /**
   * The command ran to its end.
   *
   * @param out what it wrote to standard output, at most the first megabyte
   * @param err the same for standard error
   */
  record Exited(int status, String out, String err) implements Result {
    /** Whether the command says that all went well. */
    public boolean succeeded() {
      return status == 0;
    }
  }

  /** There is no such program. */
  record NotFound(String program) implements Result {}

  /** The command was killed because its time was over. */
  record TimedOut(Duration limit) implements Result {}
}
