/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.core.rootdisk.Wrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Old names with their old options and ends (operator-scripts.md 1, 6, 8, 9 and 10). */
class WrapperTest {
  private static final Set<Wrapper> TELL_THE_STATUS_TOO =
      EnumSet.of(
          Wrapper.CREATE,
          Wrapper.REPROVISION,
          Wrapper.RESTORE,
          Wrapper.ROTATE_KEY,
          Wrapper.MANTA_ENV,
          Wrapper.POST_LOG_ROTATE);
  private static final Set<Wrapper> ON_STANDARD_OUTPUT =
      EnumSet.of(Wrapper.CREATE, Wrapper.REPROVISION, Wrapper.RESTORE, Wrapper.ROTATE_KEY);
  private static final Set<Wrapper> WITH_USAGE =
      EnumSet.complementOf(EnumSet.of(Wrapper.GEN_SETUP_CONFIG));

  @TempDir Path directory;

  private Machine machine;

  @BeforeEach
  void programs() throws IOException {
    machine = new Machine(directory);
    script("imgapi", "#!/bin/sh\necho \"called: $*\"\nexit ${STATUS:-0}\n");
    script("zonename", "#!/bin/sh\necho ${ZONE:-global}\n");
    for (Wrapper wrapper : Wrapper.values()) {
      script(wrapper.fileName(), wrapper.text());
    }
  }

  private void script(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Machine.Run run(Shell shell, Wrapper wrapper, String input, String words) {
    return machine
        .with("PATH", directory + ":/usr/bin:/bin")
        .runWith(
            input,
            shell,
            directory.resolve(wrapper.fileName()),
            words.isEmpty() ? new String[0] : words.split(" "));
  }

  private static Stream<Arguments> each(Set<Wrapper> wrappers) {
    return Shell.found()
        .flatMap(shell -> wrappers.stream().map(wrapper -> Arguments.of(shell, wrapper)));
  }

  static Stream<Arguments> withUsage() {
    return each(WITH_USAGE);
  }

  static Stream<Arguments> all() {
    return each(EnumSet.allOf(Wrapper.class));
  }

  @ParameterizedTest
  @MethodSource("withUsage")
  void helpIsUsageOnStandardOutput(Shell shell, Wrapper wrapper) {
    Machine.Run run = run(shell, wrapper, "", "-h");
    assertThat(run.good()).startsWith("usage: " + wrapper.fileName()).doesNotContain("called");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("withUsage")
  void anUnknownOptionIsUsageAndOne(Shell shell, Wrapper wrapper) {
    Machine.Run run = run(shell, wrapper, "", "-Z");
    run.failed();
    assertThat(run.out()).doesNotContain("called");
    if (wrapper == Wrapper.MANTA_SETUP || wrapper == Wrapper.EXTERNAL_MANTA_SETUP) {
      assertThat(run.err()).contains("error: there is no ");
    } else {
      assertThat(run.out()).startsWith("usage: " + wrapper.fileName());
      assertThat((run.out() + run.err()).contains("error exit status 1"))
          .isEqualTo(TELL_THE_STATUS_TOO.contains(wrapper));
    }
  }

  private static String goodWords(Wrapper wrapper) {
    return switch (wrapper) {
      case BACKUP, RESTORE -> "-y";
      case POST_LOG_ROTATE -> "imgapi";
      case MANTA_SETUP -> "https://manta";
      case EXTERNAL_MANTA_SETUP -> "https://manta joyops key";
      case CREATE -> "ops latest sample img0";
      case REPROVISION -> "-y img0 latest";
      default -> "";
    };
  }

  @ParameterizedTest
  @MethodSource("all")
  void aFailureEndsAsItDid(Shell shell, Wrapper wrapper) {
    machine = machine.with("STATUS", "14");
    Machine.Run run = run(shell, wrapper, "y\n\n", goodWords(wrapper));
    if (wrapper == Wrapper.STATUS) {
      assertThat(run.status()).as("number of faults").isEqualTo(14);
      return;
    }
    run.failed();
    if (wrapper == Wrapper.GEN_SETUP_CONFIG) {
      return;
    }
    String told = ON_STANDARD_OUTPUT.contains(wrapper) ? run.out() : run.err();
    String name = directory.resolve(wrapper.fileName()).toString();
    assertThat(told).contains(name + ": ", "error: imgapi ");
    assertThat(told.contains(name + ": fatal error: "))
        .isEqualTo(
            ON_STANDARD_OUTPUT.contains(wrapper)
                || wrapper == Wrapper.BACKUP
                || wrapper == Wrapper.MANTA_ENV);
    assertThat(told.contains("error: error exit status 14"))
        .isEqualTo(TELL_THE_STATUS_TOO.contains(wrapper));
  }

  static Stream<Arguments> options() {
    return Shell.found()
        .flatMap(
            shell ->
                Stream.of(
                    Arguments.of(shell, Wrapper.BACKUP, "-y", "backup -y"),
                    Arguments.of(shell, Wrapper.RESTORE, "-yv", "restore -y"),
                    Arguments.of(shell, Wrapper.STATUS, "-v", "status --exit-count -v"),
                    Arguments.of(shell, Wrapper.GEN_SETUP_CONFIG, "", "gen-config"),
                    Arguments.of(shell, Wrapper.MANTA_ENV, "", "manta-env"),
                    Arguments.of(shell, Wrapper.LOG_UPLOAD, "", "log-upload --attempts 1"),
                    Arguments.of(
                        shell, Wrapper.LOG_UPLOAD, "-n -a 5", "log-upload -n --attempts 5"),
                    Arguments.of(
                        shell,
                        Wrapper.POST_LOG_ROTATE,
                        "-qfm imgapi",
                        "log-rotated --quiet --move --next-hour imgapi"),
                    Arguments.of(
                        shell,
                        Wrapper.MANTA_SETUP,
                        "https://manta -f -i --remote",
                        "manta-setup https://manta --force --remote --insecure -y"),
                    Arguments.of(
                        shell,
                        Wrapper.EXTERNAL_MANTA_SETUP,
                        "-i https://manta joyops key",
                        "external-manta-setup https://manta joyops key --insecure -y"),
                    Arguments.of(
                        shell,
                        Wrapper.CREATE,
                        "-C dev -m mantaUser=ops -mflag -t a=b=c ops latest sample img0 more",
                        "create -C dev -m mantaUser=ops -m flag=flag -t a=b=c -y -- ops latest"
                            + " sample img0"),
                    Arguments.of(
                        shell,
                        Wrapper.REPROVISION,
                        "-yI -C dev img0 latest",
                        "reprovision -y -I -C dev img0 latest")));
  }

  @ParameterizedTest
  @MethodSource("options")
  void oldOptionsBecomeNewOnes(Shell shell, Wrapper wrapper, String words, String becomes) {
    assertThat(run(shell, wrapper, "", words).good()).isEqualTo("called: " + becomes + "\n");
  }

  static Stream<Arguments> thatAsk() {
    return each(
        EnumSet.of(Wrapper.BACKUP, Wrapper.RESTORE, Wrapper.REPROVISION, Wrapper.ROTATE_KEY));
  }

  @ParameterizedTest
  @MethodSource("thatAsk")
  void theEndOfInputAtAQuestionIsNoAndALineIsYes(Shell shell, Wrapper wrapper) {
    String words = goodWords(wrapper).replace("-y", "").strip();
    Machine.Run end = run(shell, wrapper, "", words);
    end.failed();
    assertThat(end.out()).doesNotContain("called");
    Machine.Run lines = run(shell, wrapper, "y\n\n", words);
    assertThat(lines.good()).contains("called: ", " -y");
  }

  @ParameterizedTest
  @MethodSource("io.imgapi.dist.Shell#found")
  void whoDoesNotWantANewKeyGetsNone(Shell shell) {
    assertThat(run(shell, Wrapper.ROTATE_KEY, "n\n", "").good()).doesNotContain("called");
  }

  @ParameterizedTest
  @MethodSource("io.imgapi.dist.Shell#found")
  void whatIsMissingIsNamedInItsOrder(Shell shell) {
    assertThat(run(shell, Wrapper.CREATE, "", "").out()).contains("fatal error: OWNER is needed");
    assertThat(run(shell, Wrapper.CREATE, "", "ops").out()).contains("IMAGE is needed");
    assertThat(run(shell, Wrapper.CREATE, "", "ops latest").out()).contains("PACKAGE is needed");
    assertThat(run(shell, Wrapper.CREATE, "", "ops latest small").out()).contains("ALIAS is");
    assertThat(run(shell, Wrapper.REPROVISION, "", "img0").out()).contains("IMAGE is needed");
    assertThat(run(shell, Wrapper.POST_LOG_ROTATE, "", "").err()).contains("LOGNAME is needed");
    machine = machine.with("ZONE", "0d7c");
    assertThat(run(shell, Wrapper.CREATE, "", "ops latest small img0").out())
        .contains("fatal error: run this in the global zone", "error exit status 1");
  }

  @ParameterizedTest
  @MethodSource("io.imgapi.dist.Shell#found")
  void itsStepsAreTracedWhereThatIsAskedFor(Shell shell) {
    machine = machine.with("TRACE", "1");
    Machine.Run run = run(shell, Wrapper.MANTA_ENV, "", "");
    assertThat(run.good()).isEqualTo("called: manta-env\n");
    assertThat(run.err()).containsPattern("(?m)^\\[\\d{8}T\\d{6}\\] .*manta-env");
  }
}
