/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.output.Interruption;
import io.imgapi.cli.output.Prompter;
import io.imgapi.cli.output.Screen;
import io.imgapi.core.time.Sleeper;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a command meets of the world outside; tests bring their own.
 *
 * @param out data
 * @param err messages, progress and prompts
 * @param environment variables
 * @param terminal where a person answers; empty where there is none
 * @param screen where progress is drawn; empty where lines are written instead
 * @param interruption learns what to say to somebody who ends the program
 * @param clock the time
 * @param sleeper waits
 * @param uuids makes a new uuid, never the same twice
 * @param input data that is piped in
 * @param output standard output for bytes; {@code out} is the same for text
 */
public record Surroundings(
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    Optional<Prompter> terminal,
    Optional<Screen> screen,
    Interruption interruption,
    Clock clock,
    Sleeper sleeper,
    Supplier<String> uuids,
    InputStream input,
    OutputStream output) {}
