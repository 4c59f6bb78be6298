/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;

/**
 * What a command meets of the world outside; tests bring their own.
 *
 * @param out data
 * @param err messages, progress and prompts
 * @param environment variables
 * @param clock the time
 */
public record Surroundings(
    PrintWriter out, PrintWriter err, Map<String, String> environment, Clock clock) {}
