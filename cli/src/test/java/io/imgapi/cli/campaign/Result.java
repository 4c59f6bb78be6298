/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What one episode of kills, or one batch of inputs, came to: a line of the results.
 *
 * @param kind {@code kills} or {@code inputs}
 * @param target which
 * @param number of the episode or batch
 * @param seed of the campaign
 * @param runs of the program, or inputs fed
 * @param sent kills that met the program alive
 * @param atWork those of them that met it at work
 * @param injected requests that were made to fail
 * @param losses episodes that lost something, or inputs that were not answered as they should be
 * @param seconds how long it took
 * @param what what was lost, and where it is kept; empty where nothing was
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record Result(
    String kind,
    String target,
    long number,
    long seed,
    long runs,
    long sent,
    long atWork,
    long injected,
    long losses,
    double seconds,
    String what) {

  static final String KILLS = "kills";
  static final String INPUTS = "inputs";

  /** Both together. */
  Result plus(Result other) {
    return new Result(
        kind,
        target,
        Math.max(number, other.number),
        seed,
        runs + other.runs,
        sent + other.sent,
        atWork + other.atWork,
        injected + other.injected,
        losses + other.losses,
        seconds + other.seconds,
        what);
  }

  static Result nothing(String kind, String target) {
    return new Result(kind, target, 0, 0, 0, 0, 0, 0, 0, 0, "");
  }
}
