/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The installer as a process, under each shell; archives of classes are left out. */
class InstallerTest {
  private static final String SHELLS = "io.imgapi.dist.Shell#found";

  @TempDir static Path releases;

  private static Release first;
  private static Release second;
  private static Release third;

  @TempDir Path work;

  private Machine machine;
  private Path prefix;

  @BeforeAll
  static void unpack() throws IOException {
    first = Release.unpack(releases.resolve("1")).quick();
    second = Release.unpack(releases.resolve("2")).quick().as("99.2.0");
    third = Release.unpack(releases.resolve("3")).quick().as("99.3.0");
  }

  @BeforeEach
  void machine() throws IOException {
    machine = new Machine(Files.createDirectory(work.resolve("home")));
    prefix = work.resolve("place");
  }

  private Machine.Run run(Shell shell, Release release, String... more) {
    return machine.run(shell, release.installer(), withPrefix(more));
  }

  private String[] withPrefix(String... more) {
    String[] words = new String[more.length + 2];
    words[0] = "--prefix";
    words[1] = prefix.toString();
    System.arraycopy(more, 0, words, 2, more.length);
    return words;
  }

  private Path installed(String path) {
    return prefix.resolve("current").resolve(path);
  }

  private String version(Shell shell) {
    return machine.run(shell, installed("bin/imgapi"), "--version").good().strip();
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void fromNothingToNothing(Shell shell) throws IOException {
    Map<String, String> before = Machine.listing(work);
    Path bin = work.resolve("local/bin");
    run(shell, first, "--link", bin.toString()).good();
    assertThat(version(shell)).isEqualTo("imgapi " + Release.VERSION);
    assertThat(machine.run(List.of(bin.resolve("imgapi").toString(), "--version")).good())
        .isEqualTo("imgapi " + Release.VERSION + "\n");
    assertThat(
            machine.run(List.of(bin.resolve("imgapi-standalone-create").toString(), "-h")).good())
        .contains("OWNER IMAGE PACKAGE ALIAS");

    Map<String, String> once = Machine.listing(work);
    run(shell, first).good();
    assertThat(Machine.listing(work)).as("the same again").isEqualTo(once);

    run(shell, second).good();
    assertThat(version(shell)).isEqualTo("imgapi 99.2.0");
    assertThat(prefix.resolve(Release.VERSION)).isDirectory();
    machine.run(shell, installed("install"), "--back").good();
    assertThat(version(shell)).isEqualTo("imgapi " + Release.VERSION);
    machine.run(shell, installed("install"), "--back").good();
    assertThat(version(shell)).isEqualTo("imgapi 99.2.0");

    assertThat(run(shell, third).good()).contains("removing " + prefix.resolve(Release.VERSION));
    assertThat(version(shell)).isEqualTo("imgapi 99.3.0");
    assertThat(prefix.resolve("99.2.0")).isDirectory();
    assertThat(prefix.resolve(Release.VERSION)).doesNotExist();

    machine.run(shell, installed("install"), "--uninstall").good();
    assertThat(Machine.listing(work)).isEqualTo(before);
    assertThat(run(shell, third, "--uninstall").good()).contains("nothing is installed");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aPlaceMayHaveAnyName(Shell shell) throws IOException {
    prefix = work.resolve("it's \"a\" $HOME\\n place; * [x]");
    run(shell, first, "--link", work.resolve("my bin").toString()).good();
    assertThat(version(shell)).isEqualTo("imgapi " + Release.VERSION);
    assertThat(work.resolve("my bin/imgapi")).isSymbolicLink().isExecutable();
    run(shell, second).good();
    machine.run(shell, installed("install"), "--back").good();
    machine.run(shell, installed("install"), "--uninstall").good();
    assertThat(work).isDirectoryContaining(path -> path.endsWith("home"));
    assertThat(Machine.listing(work)).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aDryRunChangesNothing(Shell shell) throws IOException {
    Map<String, String> before = Machine.listing(work);
    assertThat(run(shell, first, "--dry-run", "--link", work.resolve("bin").toString()).good())
        .contains("would install imgapi " + Release.VERSION, "would make links in");
    assertThat(Machine.listing(work)).isEqualTo(before);
    run(shell, first).good();
    run(shell, second).good();
    Map<String, String> installed = Machine.listing(work);
    assertThat(run(shell, second, "--back", "--dry-run").good()).contains("would switch");
    assertThat(run(shell, second, "--uninstall", "-n").good())
        .contains("would remove", Release.VERSION, "99.2.0");
    assertThat(Machine.listing(work)).isEqualTo(installed);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whatSomebodyElsePutThereStaysAndIsNamed(Shell shell) throws IOException {
    run(shell, first, "--link", work.resolve("bin").toString()).good();
    Files.writeString(prefix.resolve("notes"), "mine");
    Files.writeString(prefix.resolve(Release.VERSION).resolve("lib/mine.jar"), "mine");
    Files.writeString(work.resolve("bin/tool"), "mine");
    assertThat(run(shell, first, "--uninstall").good())
        .contains("notes", Release.VERSION + " stays");
    assertThat(Machine.listing(work))
        .containsOnlyKeys(
            "",
            "home",
            "bin",
            "bin/tool",
            "place",
            "place/notes",
            "place/" + Release.VERSION,
            "place/" + Release.VERSION + "/lib",
            "place/" + Release.VERSION + "/lib/mine.jar");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void aDamagedVersionIsReplacedBesideIt(Shell shell) throws IOException {
    run(shell, first).good();
    Files.writeString(installed("libexec/find-java"), "damaged");
    run(shell, first).good();
    assertThat(version(shell)).isEqualTo("imgapi " + Release.VERSION);
    assertThat(Files.readSymbolicLink(prefix.resolve("current")))
        .isEqualTo(Path.of(Release.VERSION + "-2"));
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void withoutAJavaThatWillDoItSaysWhatToType(Shell shell) throws IOException {
    Map<String, String> before = Machine.listing(work);
    Path none = work.resolve("home");
    assertThat(run(shell, first, "--java", none.toString()).failed())
        .contains("Java 17 or later is needed", none.toString(), "./install --java HOME");
    Path old = work.resolve("old");
    Files.createDirectories(old.resolve("bin"));
    Files.writeString(old.resolve("bin/java"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        old.resolve("bin/java"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    assertThat(run(shell, first, "--java", old.toString()).failed())
        .contains("Java 17 or later is needed", old + "/bin/java is 11", "./install --java HOME");
    assertThat(
            machine
                .with("JAVA_HOME", old.toString())
                .run(shell, first.installer(), withPrefix())
                .failed())
        .contains(old + "/bin/java is 11");
    assertThat(prefix).doesNotExist();
    assertThat(before).doesNotContainKey("place");
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whatCannotBeIsRefusedBeforeAnythingIsChanged(Shell shell) throws IOException {
    assertThat(run(shell, first, "--sideways").failed()).contains("--sideways", "./install --help");
    assertThat(run(shell, first, "--java").failed()).contains("--java needs a value");
    assertThat(run(shell, first, "--back").failed()).contains("no other version");
    prefix = work.resolve("a:b");
    assertThat(run(shell, first).failed()).contains("a colon", "choose another one");
    prefix = work.resolve("a\nb");
    assertThat(run(shell, first).failed()).contains("choose another one");
    Files.writeString(work.resolve("file"), "");
    prefix = work.resolve("file");
    assertThat(run(shell, first).failed()).contains("is no directory", "--prefix DIR");
    prefix = work.resolve("place");
    Files.createDirectories(work.resolve("bin/imgapi"));
    assertThat(run(shell, first, "--link", work.resolve("bin").toString()).failed())
        .contains(work.resolve("bin/imgapi") + " is there, and no link of mine");
    assertThat(prefix).doesNotExist();
    Files.createDirectories(prefix.resolve("current"));
    assertThat(run(shell, first).failed()).contains("current is there, and no link of mine");
    assertThat(Machine.listing(prefix)).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whoMayNotWriteThereIsToldSo(Shell shell) throws IOException {
    for (Path mine : List.of(work, releases)) {
      Files.setPosixFilePermissions(mine, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    List<String> command =
        new ArrayList<>(
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
    command.addAll(shell.command());
    command.add(first.installer().toString());
    command.addAll(List.of(withPrefix()));
    assertThat(machine.run(command).failed())
        .contains(work + " cannot be written to", "run this as root", "--prefix DIR");
    assertThat(prefix).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whatWasUnpackedHasToBeWhatWasPacked(Shell shell) throws IOException {
    Release damaged = Release.unpack(work.resolve("damaged"));
    Files.writeString(damaged.directory().resolve("LICENSE"), "none");
    assertThat(run(shell, damaged).failed()).contains("unpack the archive again");
    assertThat(prefix).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void whereTheDiskIsFullItSaysSo(Shell shell) throws IOException {
    Path tools = Files.createDirectory(work.resolve("tools"));
    Files.writeString(
        tools.resolve("df"),
        """
        #!/bin/sh
        echo Filesystem 1024-blocks Used Available Capacity Mounted on
        echo a-very-long-name-of-a-file-system
        echo '  100000 90000 10000 90% /'
        """);
    Files.setPosixFilePermissions(
        tools.resolve("df"), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(
            machine
                .with("PATH", tools + ":/usr/bin:/bin")
                .run(shell, first.installer(), withPrefix())
                .failed())
        .contains("has 9 MiB left", "make room there");
    assertThat(prefix).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void oneRunAtATimeAndAKilledOneHoldsNothingUp(Shell shell) throws IOException {
    run(shell, first).good();
    Path lock = prefix.resolve(".lock");
    Files.createSymbolicLink(lock, Path.of(Long.toString(ProcessHandle.current().pid())));
    assertThat(run(shell, second).failed()).contains("another installation is at work");
    assertThat(version(shell)).isEqualTo("imgapi " + Release.VERSION);
    Files.delete(lock);
    Files.createSymbolicLink(lock, Path.of(Integer.toString(Integer.MAX_VALUE)));
    run(shell, second).good();
    assertThat(version(shell)).isEqualTo("imgapi 99.2.0");
    assertThat(lock).doesNotExist();
  }
}
