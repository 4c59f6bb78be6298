/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox;

import io.imgapi.sandbox.manta.MantaRules;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * How to start a sandbox.
 *
 * @param directory holds everything it keeps
 * @param tls HTTPS with a self-signed certificate rather than plain HTTP
 * @param port Manta's port; 0 for any free one
 * @param seed fixes the chances and random positions of faults
 * @param operator the login of the account made in a fresh directory
 * @param clock the time that services go by
 * @param rules Manta's limits
 * @param program the {@code imgapi} command that sets zones up, with what goes before its own
 *     arguments; empty where zones are not to be booted
 */
public record SandboxOptions(
    Path directory,
    boolean tls,
    int port,
    long seed,
    String operator,
    Clock clock,
    MantaRules rules,
    List<String> program) {

  /** Copies the program. */
  public SandboxOptions {
    program = List.copyOf(program);
  }

  /** HTTPS, a free port, seed 1, an account called {@code operator}, the system's clock. */
  public static SandboxOptions inDirectory(Path directory) {
    return new SandboxOptions(
        directory.toAbsolutePath().normalize(),
        true,
        0,
        1,
        "operator",
        Clock.systemUTC(),
        MantaRules.PRODUCTION,
        List.of());
  }

  /** Returns the options for plain HTTP. */
  public SandboxOptions http() {
    return new SandboxOptions(directory, false, port, seed, operator, clock, rules, program);
  }

  /** Returns the options with a fixed port for Manta. */
  public SandboxOptions withPort(int fixed) {
    return new SandboxOptions(directory, tls, fixed, seed, operator, clock, rules, program);
  }

  /** Returns the options with a seed. */
  public SandboxOptions withSeed(long value) {
    return new SandboxOptions(directory, tls, port, value, operator, clock, rules, program);
  }

  /** Returns the options with another login for the operator's account. */
  public SandboxOptions withOperator(String login) {
    return new SandboxOptions(directory, tls, port, seed, login, clock, rules, program);
  }

  /** Returns the options with a clock. */
  public SandboxOptions withClock(Clock time) {
    return new SandboxOptions(directory, tls, port, seed, operator, time, rules, program);
  }

  /** Returns the options with other limits. */
  public SandboxOptions withRules(MantaRules limits) {
    return new SandboxOptions(directory, tls, port, seed, operator, clock, limits, program);
  }

  /** Returns the options with the command that sets zones up. */
  public SandboxOptions withProgram(List<String> command) {
    return new SandboxOptions(directory, tls, port, seed, operator, clock, rules, command);
  }
}
