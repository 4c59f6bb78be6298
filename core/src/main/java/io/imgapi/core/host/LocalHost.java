/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/** This machine. The only place where processes are started. */
public final class LocalHost implements Host {
  /** Where the programs of the system lie; cron's PATH lacks some of them. */
  private static final List<String> SYSTEM_DIRECTORIES =
      List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private static final long DRAIN_AFTER_EXIT_MILLIS = 2000;

  private final String searchPath;
  private final HostFiles files = new LocalFiles();

  /**
   * A host that finds programs like a shell does.
   *
   * @param searchPath the value of PATH
   */
  public LocalHost(String searchPath) {
    this.searchPath = searchPath;
  }

  @Override
  public String name() {
    return "this machine";
  }

  @Override
  public HostFiles files() {
    return files;
  }

  @Override
  public SocketFactory sockets() {
    return SocketFactory.getDefault();
  }

  @Override
  public Result run(Command command) {
    String program = command.arguments().get(0);
    Optional<Path> executable = find(program);
    if (executable.isEmpty()) {
      return new NotFound(program);
    }
    List<String> arguments = new ArrayList<>(command.arguments());
    arguments.set(0, executable.get().toString());
    Command started =
        WholeInput.of(
            new Command(arguments, command.environment(), command.input(), command.limit()));
    ProcessBuilder builder = new ProcessBuilder(started.arguments());
    builder.environment().putAll(command.environment());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw ImgapiException.of(ExitCode.FAILED, program + " cannot be started").causedBy(e);
    }
    feed(process, started.input());
    return await(process, command);
  }

  private static Result await(Process process, Command command) {
    BoundedDrain out = BoundedDrain.start(process.getInputStream());
    BoundedDrain err = BoundedDrain.start(process.getErrorStream());
    try {
      if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        kill(process);
        return new TimedOut(command.limit());
      }
      // A daemon left behind by the command may keep the pipes open for ever.
      String outText = out.text(DRAIN_AFTER_EXIT_MILLIS);
      return new Exited(process.exitValue(), outText, err.text(DRAIN_AFTER_EXIT_MILLIS));
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      throw ImgapiException.of(
              ExitCode.INTERRUPTED, "interrupted while " + command + " was running")
          .causedBy(e);
    }
  }

  /** In a thread of its own: a command that does not read must not stop us before its time. */
  private static void feed(Process process, String input) {
    Thread feeder =
        new Thread(
            () -> {
              try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                // The command ended without reading all of it; its status says whether that is bad.
                return;
              }
            },
            "stdin");
    feeder.setDaemon(true);
    feeder.start();
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private Optional<Path> find(String program) {
    if (program.contains("/")) {
      return Optional.of(Path.of(program)).filter(LocalHost::runnable);
    }
    List<String> directories = new ArrayList<>(List.of(searchPath.split(File.pathSeparator)));
    directories.addAll(SYSTEM_DIRECTORIES);
    return directories.stream()
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(LocalHost::runnable)
        .findFirst();
  }

  private static boolean runnable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
