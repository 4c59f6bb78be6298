/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the programs of a zone, as its own programs would. */
public final class ZoneShell {

  private final Path root;

  /** What is {@code /} within the zone. */
  public ZoneShell(Path root) {
    this.root = root;
  }

  /** What a program ended with. */
  public record Ended(int status, String out, String err) {}

  /** Runs a program, an absolute path within the zone, with nothing to read. */
  public Ended run(String program, String... arguments) throws IOException, InterruptedException {
    return feed("", program, arguments);
  }

  /** Runs a program that reads a text. */
  public Ended feed(String input, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(root.resolve(program.substring(1)).toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(UTF_8));
    } catch (IOException unread) {
      // It ended without reading; its status tells.
    }
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), out, err);
  }
}
