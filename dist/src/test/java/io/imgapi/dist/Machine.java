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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A machine that has a Java and the system's own tools and nothing else, as far as processes can
 * see: an empty home, no variables of whoever runs the tests.
 */
final class Machine {
  private final Path home;
  private final Map<String, String> environment = new TreeMap<>();

  Machine(Path home) {
    this.home = home;
    environment.put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    environment.put("HOME", home.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  /** What a process said, and how it ended. */
  record Run(int status, String out, String err) {
    /** Its output, where it ended well. */
    String good() {
      assertThat(status).as(out + err).isZero();
      return out;
    }

    /** What it said of its failure. */
    String failed() {
      assertThat(status).as(out + err).isEqualTo(1);
      return err;
    }
  }

  Machine with(String variable, String value) {
    Machine other = new Machine(home);
    other.environment.putAll(environment);
    if (value == null) {
      other.environment.remove(variable);
    } else {
      other.environment.put(variable, value);
    }
    return other;
  }

  Process start(List<String> command) throws IOException {
    return builder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  Run run(Shell shell, Path script, String... words) {
    return runWith("", shell, script, words);
  }

  /** With something to read on standard input. */
  Run runWith(String input, Shell shell, Path script, String... words) {
    List<String> command = new ArrayList<>(shell.command());
    command.add(script.toString());
    command.addAll(List.of(words));
    return run(input, command);
  }

  Run run(List<String> command) {
    return run("", command);
  }

  private Run run(String input, List<String> command) {
    try {
      Path out = Files.createTempFile(home, "out", "");
      Path err = Files.createTempFile(home, "err", "");
      Path in = Files.writeString(Files.createTempFile(home, "in", ""), input);
      try {
        int status =
            builder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Run(status, Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
        Files.delete(in);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Everything below a directory: each path with what it is, links with where they lead. */
  static Map<String, String> listing(Path directory) throws IOException {
    Map<String, String> listing = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        String what =
            Files.isSymbolicLink(path)
                ? "link to " + Files.readSymbolicLink(path)
                : Files.isDirectory(path) ? "directory" : "file of " + Files.size(path);
        listing.put(directory.relativize(path).toString(), what);
      }
    }
    return listing;
  }
}
