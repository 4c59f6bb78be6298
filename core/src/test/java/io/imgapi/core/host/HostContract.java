/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.core.host.Host.NotFound;
import io.imgapi.core.host.Host.TimedOut;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.HostFiles.Creation;
import io.imgapi.core.host.HostFiles.FileFacts;
import io.imgapi.core.host.HostFiles.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every kind of {@link Host} owes to whoever works through it. */
public abstract class HostContract {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final byte[] TEXT = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);

  @TempDir protected Path directory;

  /** The machine under test; its files are those that this test sees. */
  protected abstract Host host();

  @Test
  void givesArgumentsAsTheyAre() {
    String strange = "a 'b' \"c\" $HOME `id` \\ * ; & | é\nnew line";
    Exited exited = (Exited) host().run(Command.of(LIMIT, "printf", "%s", strange));
    assertThat(exited.status()).isZero();
    assertThat(exited.out()).isEqualTo(strange);
  }

  @Test
  void givesInputAndVariablesAndTellsTheStatusAndBothStreams() {
    Command command =
        new Command(
            List.of("sh", "-c", "cat; echo \"$WORD\"; echo bad >&2; exit 7"),
            Map.of("WORD", "it's"),
            "typed\n",
            LIMIT);
    Exited exited = (Exited) host().run(command);
    assertThat(exited.status()).isEqualTo(7);
    assertThat(exited.out()).isEqualTo("typed\nit's\n");
    assertThat(exited.err()).isEqualTo("bad\n");
  }

  @Test
  void givesInputAsItIs() throws IOException {
    String program = program("cat >\"$1\"\n");
    Path there = directory.resolve("a file");
    for (String text :
        List.of("a", "a\n", "\n\n", "%s \\n $HOME `id` * 'a' \"b\"\n.", "\u00e4\u20ac.")) {
      Command command = new Command(List.of(program, there.toString()), Map.of(), text, LIMIT);
      assertThat(host().run(command)).isEqualTo(new Exited(0, "", ""));
      assertThat(there).hasBinaryContent(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String program(String script) throws IOException {
    Path program = Files.writeString(directory.resolve("program"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program.toString();
  }

  @Test
  void tellsAProgramThatIsNotThere() {
    String path = directory.resolve("none").toString();
    for (String program : List.of("no-such-program-here", path)) {
      assertThat(host().run(Command.of(LIMIT, program, "x"))).isEqualTo(new NotFound(program));
      assertThat(host().run(new Command(List.of(program), Map.of(), "text", LIMIT)))
          .isEqualTo(new NotFound(program));
    }
  }

  @Test
  void endsACommandWhoseTimeIsOver() {
    Duration limit = Duration.ofMillis(300);
    assertThat(host().run(Command.of(limit, "sleep", "600"))).isEqualTo(new TimedOut(limit));
  }

  @Test
  void keepsTheBeginningOfEndlessOutput() {
    Exited exited =
        (Exited)
            host()
                .run(
                    Command.of(
                        LIMIT, "sh", "-c", "yes x | head -c 3000000; yes y | head -c 3000000 >&2"));
    assertThat(exited.out()).hasSize(1 << 20).startsWith("x\n");
    assertThat(exited.err()).hasSize(1 << 20).startsWith("y\n");
  }

  @Test
  void writesAndReadsFilesWithTheirMode() throws IOException {
    Path file = directory.resolve("secret");
    host().files().write(file, TEXT, Access.secret());
    assertThat(host().files().read(file, 100)).get().isEqualTo(TEXT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    host().files().write(file, new byte[0], Access.open());
    assertThat(file).isEmptyFile();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    try (Stream<Path> entries = Files.list(directory)) {
      assertThat(entries).containsExactly(file);
    }
  }

  @Test
  void tellsAbsentFromUnusable() throws IOException {
    HostFiles files = host().files();
    Path none = directory.resolve("none");
    assertThat(files.read(none, 10)).isEmpty();
    assertThat(files.readPart(none, 0, 10)).isEmpty();
    assertThat(files.look(none)).isEmpty();
    assertThat(files.look(none.resolve("below"))).isEmpty();
    assertThat(files.list(none)).isEmpty();
    files.delete(none);
    Path file = Files.write(directory.resolve("file"), TEXT);
    assertThat(files.look(file.resolve("below"))).isEmpty();
    requireFailure(() -> files.list(file), "file");
    requireFailure(() -> files.read(directory, 10), directory.getFileName().toString());
    requireFailure(() -> files.read(file, TEXT.length - 1), "longer than");
    requireFailure(() -> files.write(none.resolve("x"), TEXT, Access.open()), "none/x");
    requireFailure(() -> files.move(none, directory.resolve("to")), "none");
  }

  private static void requireFailure(Runnable work, String named) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            ImgapiException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ExitCode.FAILED);
              assertThat(e.getMessage() + e.context()).contains(named);
              assertThat(e.remedy()).isNotEmpty();
            });
  }

  @Test
  void readsPartsOfAFileThatGrows() throws IOException {
    Path file = Files.write(directory.resolve("log"), TEXT);
    assertThat(host().files().readPart(file, 4, 100))
        .get()
        .isEqualTo("two\n".getBytes(StandardCharsets.UTF_8));
    assertThat(host().files().readPart(file, 4, 2))
        .get()
        .isEqualTo("tw".getBytes(StandardCharsets.UTF_8));
    assertThat(host().files().readPart(file, 8, 100)).get().isEqualTo(new byte[0]);
    assertThat(host().files().readPart(file, 900, 100)).get().isEqualTo(new byte[0]);
  }

  @Test
  void makesAFileOnlyOnce() {
    Path file = directory.resolve("journal");
    assertThat(host().files().create(file, TEXT, Access.secret())).isEqualTo(Creation.CREATED);
    assertThat(host().files().create(file, new byte[0], Access.secret()))
        .isEqualTo(Creation.EXISTS);
    assertThat(host().files().read(file, 100)).get().isEqualTo(TEXT);
  }

  @Test
  void listsInOrderAndTellsLinksApart() throws IOException {
    HostFiles files = host().files();
    Path below = directory.resolve("a/b c");
    files.makeDirectories(below, new Access(0750, Access.open().uid(), Access.open().gid()));
    files.makeDirectories(below, Access.secret());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(below)))
        .isEqualTo("rwxr-x---");
    Path file = Files.write(below.resolve("file"), TEXT);
    files.link(below.resolve("broken"), Path.of("nowhere"));
    files.link(below.resolve("link"), Path.of("nowhere"));
    files.link(below.resolve("link"), file);
    List<FileFacts> found = files.list(below).orElseThrow();
    assertThat(found)
        .extracting(facts -> facts.path().getFileName().toString())
        .containsExactly("broken", "file", "link");
    assertThat(found).extracting(FileFacts::kind).containsExactly(Kind.LINK, Kind.FILE, Kind.LINK);
    FileFacts through = files.lookThrough(below.resolve("link")).orElseThrow();
    assertThat(through.kind()).isEqualTo(Kind.FILE);
    assertThat(through.size()).isEqualTo(TEXT.length);
    assertThat(files.lookThrough(below.resolve("broken"))).isEmpty();
    assertThat(files.look(below).orElseThrow().kind()).isEqualTo(Kind.DIRECTORY);
    assertThat(files.look(file).orElseThrow().modified().getEpochSecond())
        .isEqualTo(Files.getLastModifiedTime(file).toInstant().getEpochSecond());
  }

  @Test
  void renamesOverAndDeletes() throws IOException {
    Path from = Files.write(directory.resolve("from"), TEXT);
    Path to = Files.write(directory.resolve("to"), new byte[1]);
    host().files().move(from, to);
    assertThat(from).doesNotExist();
    assertThat(to).hasBinaryContent(TEXT);
    host().files().delete(to);
    assertThat(to).doesNotExist();
  }
}
