/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.core.host.Host.NotFound;
import io.imgapi.core.host.Host.TimedOut;
import io.imgapi.core.host.HostFiles.Access;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a machine that is far away, and what can go wrong on the way. */
class RemoteCommandTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;
  private SshFixture fixture;

  private SshHost start(String... config) throws IOException {
    fixture = SshFixture.start(directory, config);
    return fixture.host();
  }

  @AfterEach
  void stop() {
    if (fixture != null) {
      fixture.close();
    }
  }

  private Path script(String name, String text) throws IOException {
    Path script = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private long pid(String file) throws Exception {
    Path written = directory.resolve(file);
    while (!Files.exists(written) || Files.readString(written).isBlank()) {
      Thread.sleep(20);
    }
    return Long.parseLong(Files.readString(written).strip());
  }

  /** A killed process that nobody has waited for yet is not alive. */
  private static boolean ends(long pid) throws Exception {
    for (int i = 0; i < 500; i++) {
      Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(pid)).start();
      String state = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (state.isBlank() || state.strip().startsWith("Z")) {
        return true;
      }
      Thread.sleep(20);
    }
    return false;
  }

  @Test
  void theTimeLimitKillsTheCommandAndWhatItStarted() throws Exception {
    SshHost host = start();
    Path script =
        script(
            "slow",
            "sleep 600 &\necho $! >%s/child\necho $$ >%s/parent\ntrap '' TERM HUP\nwait\nsleep 600\n"
                .formatted(directory, directory));
    Duration limit = Duration.ofSeconds(2);
    assertThat(host.run(Command.of(limit, script.toString()))).isEqualTo(new TimedOut(limit));
    assertThat(ends(pid("parent"))).isTrue();
    assertThat(ends(pid("child"))).isTrue();
  }

  @Test
  void nothingOfAFinishedCommandStaysBehind() throws Exception {
    SshHost host = start();
    for (int i = 0; i < 20; i++) {
      assertThat(host.run(Command.of(Duration.ofSeconds(7654), "true")))
          .isEqualTo(new Exited(0, "", ""));
    }
    boolean sleeping = true;
    for (int i = 0; i < 100 && sleeping; i++) {
      Thread.sleep(20);
      sleeping =
          ProcessHandle.allProcesses()
              .anyMatch(p -> p.info().commandLine().orElse("").contains("sleep 7654"));
    }
    assertThat(sleeping).isFalse();
  }

  @Test
  void aProgramThatExitsWith127IsNotAMissingOne() throws IOException {
    SshHost host = start();
    assertThat(host.run(Command.of(LIMIT, "sh", "-c", "exit 127")))
        .isEqualTo(new Exited(127, "", ""));
    assertThat(host.run(Command.of(LIMIT, "none-such"))).isEqualTo(new NotFound("none-such"));
  }

  @Test
  void aProgramThatASignalEndsHasTheStatusThatShellsGive() throws IOException {
    SshHost host = start();
    assertThat(host.run(Command.of(LIMIT, "sh", "-c", "echo a; kill -s TERM $$")))
        .isEqualTo(new Exited(143, "a\n", ""));
    assertThat(host.run(Command.of(LIMIT, "sh", "-c", "kill -s KILL $$")))
        .isEqualTo(new Exited(137, "", ""));
  }

  @Test
  void aDaemonThatKeepsTheOutputOpenDoesNotHoldTheCommand() throws Exception {
    SshHost host = start();
    Path script =
        script("daemon", "sleep 600 &\necho $! >%s/left\necho started\n".formatted(directory));
    assertThat(host.run(Command.of(LIMIT, script.toString())))
        .isEqualTo(new Exited(0, "started\n", ""));
    ProcessHandle.of(pid("left")).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void whatLoginFilesPrintIsNotTakenForTheOutput() throws IOException {
    Path shell = script("shell", "echo Welcome; printf 'last login' >&2; exec /bin/sh -c \"$2\"\n");
    SshHost host = start("ForceCommand " + shell + " -c \"$SSH_ORIGINAL_COMMAND\"");
    assertThat(host.run(Command.of(LIMIT, "sh", "-c", "echo out; echo err >&2")))
        .isEqualTo(new Exited(0, "out\n", "err\n"));
  }

  @Test
  void aShellThatRunsNothingIsSaidToBeOne() throws IOException {
    SshHost host = start("ForceCommand echo This account is not available");
    ImgapiException e =
        catchThrowableOfType(ImgapiException.class, () -> host.run(Command.of(LIMIT, "true")));
    assertThat(e.code()).isEqualTo(ExitCode.FAILED);
    assertThat(e.getMessage() + e.context()).contains("runs no commands", "is not available");
  }

  @Test
  void muchInputGoesInAndManyCommandsRunSideBySide() throws IOException {
    SshHost host = start();
    String input = "0123456789abcdef".repeat(1 << 18);
    Command count = new Command(List.of("wc", "-c"), Map.of(), input, LIMIT);
    assertThat(((Exited) host.run(count)).out().strip())
        .isEqualTo(Integer.toString(input.length()));
    List<CompletableFuture<String>> all =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> ((Exited) host.run(Command.of(LIMIT, "echo", "" + i))).out()))
            .toList();
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).join()).isEqualTo(i + "\n");
    }
  }

  @Test
  void aConnectionThatBreaksIsNeverAnAnswerAndTheNextCallMakesAnotherOne() throws Exception {
    SshHost host = start();
    Path script = script("busy", "echo $$ >%s/busy.pid\nsleep 600\n".formatted(directory));
    CompletableFuture<ImgapiException> failure =
        CompletableFuture.supplyAsync(
            () ->
                catchThrowableOfType(
                    ImgapiException.class,
                    () -> host.run(Command.of(Duration.ofMinutes(5), script.toString()))));
    long busy = pid("busy.pid");
    fixture.server().cutConnections();
    assertThat(failure.join().code()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE);
    assertThat(failure.join().getMessage()).contains("was lost", "busy", "not known");
    ProcessHandle.of(busy).ifPresent(ProcessHandle::destroyForcibly);
    assertThat(host.run(Command.of(LIMIT, "echo", "again")))
        .isEqualTo(new Exited(0, "again\n", ""));
  }

  @Test
  void aServerThatIsGoneIsNoAbsentFile() throws IOException {
    SshHost host = start();
    assertThat(host.files().look(directory)).isPresent();
    fixture.server().close();
    ImgapiException e =
        catchThrowableOfType(
            ImgapiException.class, () -> host.files().look(directory.resolve("x")));
    assertThat(e.code()).isEqualTo(ExitCode.REMOTE_UNAVAILABLE);
  }

  @Test
  void filesAreWrittenWithoutFsyncToo() throws IOException {
    SshHost host = start("Subsystem sftp internal-sftp -P fsync");
    Path file = directory.resolve("file");
    host.files().write(file, "x".getBytes(StandardCharsets.UTF_8), Access.secret());
    assertThat(file).hasContent("x");
  }

  @Test
  void aServerWithoutSftpOrRenamesThatReplaceIsToldApart() throws IOException {
    SshHost host = start("Subsystem sftp /bin/false");
    ImgapiException e =
        catchThrowableOfType(ImgapiException.class, () -> host.files().look(directory));
    assertThat(e.code()).isEqualTo(ExitCode.FAILED);
    assertThat(e.getMessage()).contains("offers no SFTP");
    fixture.close();
    SshHost poor = start("Subsystem sftp internal-sftp -P posix-rename");
    Path file = Files.writeString(directory.resolve("kept"), "old");
    ImgapiException refused =
        catchThrowableOfType(
            ImgapiException.class, () -> poor.files().write(file, new byte[0], Access.secret()));
    assertThat(refused.getMessage()).contains("in one step");
    assertThat(file).hasContent("old");
    assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith(".imgapi-"));
  }
}
