/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.docs;

import io.imgapi.cli.docs.Document.Block;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The commands of one page, typed one after the other into one shell, in a home of its own. */
final class Session {
  private static final String MARK = "@@ line ";
  private static final int MOST_MINUTES = 15;
  private final Path home;
  private final Path log;

  /**
   * A session.
   *
   * @param directory empty; its home is made there
   * @param program how imgapi is started
   */
  Session(Path directory, List<String> program) throws IOException {
    this.home = Files.createDirectories(directory.resolve("home"));
    this.log = directory.resolve("said");
    // As in a checkout, and as where it is installed.
    Path launcher = Files.createDirectories(home.resolve("scripts")).resolve("imgapi");
    StringBuilder start = new StringBuilder("#!/bin/sh\nexec");
    program.forEach(word -> start.append(" '").append(word).append('\''));
    Files.writeString(launcher, start.append(" \"$@\"\n"));
    if (!launcher.toFile().setExecutable(true)) {
      throw new IOException(launcher + " cannot be made executable");
    }
  }

  /** What each block said, by its line in the page. */
  record Said(int status, Map<Integer, List<String>> byLine) {
    /** The line of the block that was typed last. */
    int last() {
      return byLine.keySet().stream().reduce((first, second) -> second).orElse(0);
    }
  }

  Said type(List<Block> blocks) throws Exception {
    StringBuilder script = new StringBuilder("set -e -o pipefail\n");
    for (Block block : blocks) {
      // What was said before may not have ended its line.
      script.append("printf '\\n").append(MARK).append(block.line()).append("\\n'\n");
      block.lines().forEach(line -> script.append(line).append('\n'));
    }
    int status = bash(script.toString());
    Map<Integer, List<String>> said = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
      if (line.startsWith(MARK)) {
        current = new ArrayList<>();
        said.put(Integer.valueOf(line.substring(MARK.length())), current);
      } else {
        current.add(line);
      }
    }
    return new Said(status, said);
  }

  /** Ends a sandbox that the page left running. */
  void end() throws Exception {
    if (Files.exists(home.resolve(".imgapi-sandbox/sandbox.json"))) {
      bash("imgapi sandbox stop");
    }
  }

  private int bash(String script) throws Exception {
    Path file = Files.writeString(home.resolve(".script"), script);
    ProcessBuilder bash =
        new ProcessBuilder("bash", file.toString())
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(log.toFile());
    Map<String, String> environment = bash.environment();
    environment.keySet().removeIf(name -> name.matches("(IMGAPI|MANTA|SDC|TRITON|SSH)_.*"));
    environment.put("HOME", home.toString());
    environment.put("PATH", home.resolve("scripts") + ":" + environment.get("PATH"));
    Process process = bash.start();
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("it hangs; so far: " + Files.readString(log));
    }
    return process.exitValue();
  }
}
