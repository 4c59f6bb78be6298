/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.process;

import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a sandbox's process. */
final class ProcessArguments {

  private ProcessArguments() {}

  static SandboxOptions parse(String... arguments) {
    SandboxOptions options = null;
    boolean http = false;
    int port = 0;
    long seed = 1;
    List<String> program = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--http" -> http = true;
        case "--dir" -> options = SandboxOptions.inDirectory(Path.of(value(arguments, ++i)));
        case "--program" -> program.add(value(arguments, ++i));
        case "--port" -> port = (int) number(value(arguments, ++i), 0, 65535);
        case "--seed" -> seed = number(value(arguments, ++i), Long.MIN_VALUE, Long.MAX_VALUE);
        default -> throw invalid("unknown argument " + arguments[i]);
      }
    }
    if (options == null) {
      throw invalid("--dir is missing");
    }
    options = options.withPort(port).withSeed(seed).withProgram(program);
    return http ? options.http() : options;
  }

  /** Writes options as {@link #parse} reads them. */
  static List<String> of(SandboxOptions options) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--dir");
    arguments.add(options.directory().toString());
    if (!options.tls()) {
      arguments.add("--http");
    }
    arguments.add("--port");
    arguments.add(Integer.toString(options.port()));
    arguments.add("--seed");
    arguments.add(Long.toString(options.seed()));
    for (String word : options.program()) {
      arguments.add("--program");
      arguments.add(word);
    }
    return arguments;
  }

  private static String value(String[] arguments, int at) {
    if (at >= arguments.length) {
      throw invalid(arguments[at - 1] + " needs a value");
    }
    return arguments[at];
  }

  private static long number(String text, long lowest, long highest) {
    try {
      long number = Long.parseLong(text);
      if (number >= lowest && number <= highest) {
        return number;
      }
    } catch (NumberFormatException notNumber) {
      throw invalid(text + " is not a number");
    }
    throw invalid(text + " is out of range");
  }

  private static SandboxException invalid(String message) {
    return new SandboxException(
        SandboxException.Reason.INVALID_ARGUMENT,
        message,
        "use --dir D [--http] [--port N] [--seed N] [--program WORD]...");
  }
}
