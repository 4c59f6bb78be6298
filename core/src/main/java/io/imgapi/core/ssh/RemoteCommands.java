/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.BoundedDrain;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.core.host.Host.NotFound;
import io.imgapi.core.host.Host.Result;
import io.imgapi.core.host.Host.TimedOut;
import io.imgapi.core.host.WholeInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import net.schmizz.sshj.connection.channel.OpenFailException;

/** Runs commands in a connection, several side by side. */
final class RemoteCommands {
  /** After its time a command ends at the next full second, and the news has to travel. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** What was written is on its way when the command has ended; a line may be slow. */
  private static final long DRAIN_AFTER_EXIT_MILLIS = 60_000;

  /** A character that hardly any command writes: it ends input at terminals. */
  private static final char MARK_BEGIN = '\004';

  private final Supplier<String> marks;

  /**
   * A runner.
   *
   * @param marks makes a new word, never the same twice, that no command writes by chance
   */
  RemoteCommands(Supplier<String> marks) {
    this.marks = marks;
  }

  Result run(SshConnection connection, Command command) {
    try {
      connection.commands().acquire();
      try {
        return inSession(connection, command);
      } finally {
        connection.commands().release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ImgapiException.of(
              ExitCode.INTERRUPTED, "interrupted while " + command + " was running")
          .causedBy(e);
    }
  }

  private Result inSession(SshConnection connection, Command command) throws InterruptedException {
    CommandChannel channel = new CommandChannel(connection.channels());
    Command sent = WholeInput.of(command);
    String mark = MARK_BEGIN + "imgapi-" + marks.get();
    try {
      channel.open();
      channel.exec(ShellCommand.text(sent, mark));
      MarkedOutput out = new MarkedOutput(channel.getInputStream(), mark);
      MarkedOutput err = new MarkedOutput(channel.getErrorStream(), mark);
      BoundedDrain outDrain = BoundedDrain.start(out);
      BoundedDrain errDrain = BoundedDrain.start(err);
      feed(channel, sent.input());
      boolean inTime = channel.await(command.limit());
      if (!inTime && !channel.await(GRACE)) {
        throw survived(connection.target(), command);
      }
      if (channel.killed() || (!inTime && channel.status().isPresent())) {
        return new TimedOut(command.limit());
      }
      int status =
          channel
              .status()
              .orElseThrow(() -> SshFailure.lost(connection.target(), command + " ran", null));
      String outText = outDrain.text(DRAIN_AFTER_EXIT_MILLIS);
      String errText = errDrain.text(DRAIN_AFTER_EXIT_MILLIS);
      if (err.answer().isEmpty()) {
        throw noShell(connection.target(), out.before() + err.before());
      }
      boolean withInput = !command.input().isEmpty();
      if (!err.answer().equals("found") || (withInput && status == WholeInput.NO_PROGRAM)) {
        return new NotFound(command.arguments().get(0));
      }
      if (!out.isComplete() || !err.isComplete()) {
        throw SshFailure.lost(connection.target(), "the output of " + command + " came", null);
      }
      return new Exited(status, outText, errText);
    } catch (OpenFailException e) {
      throw noSession(connection.target(), e);
    } catch (IOException e) {
      throw SshFailure.lost(connection.target(), command + " was started", e);
    } finally {
      channel.hangUp();
    }
  }

  /** In a thread of its own: a command that does not read must not stop us before its time. */
  private static void feed(CommandChannel channel, String input) {
    Thread feeder =
        new Thread(
            () -> {
              try (OutputStream stdin = channel.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
                stdin.flush();
              } catch (IOException e) {
                // The command ended without reading all of it; its status says whether that is
                // bad. One that still runs must not take a part for the whole.
                channel.hangUp();
              }
            },
            "stdin");
    feeder.setDaemon(true);
    feeder.start();
  }

  private static ImgapiException survived(SshTarget target, Command command) {
    return SshFailure.unavailable(
            target,
            target.host()
                + " does not say that "
                + command
                + " has ended, although its time is over; it may still be running there",
            null)
        .remedy("look there: ps -ef | grep " + command);
  }

  private static ImgapiException noSession(SshTarget target, OpenFailException e) {
    return ImgapiException.of(
            ExitCode.FAILED,
            "the SSH server of " + target.host() + " opens no session: " + e.getMessage())
        .with("host", target.toString())
        .remedy("raise MaxSessions in its sshd_config to 10, the default")
        .causedBy(e);
  }

  private static ImgapiException noShell(SshTarget target, String said) {
    return ImgapiException.of(
            ExitCode.FAILED,
            "the login shell of " + target.user() + " on " + target.host() + " runs no commands")
        .with("host", target.toString())
        .with("it said", said.lines().findFirst().orElse("nothing"))
        .remedy("name a user with a POSIX shell, for example: --host root@" + target.host());
  }
}
