/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.demo;

import io.imgapi.cli.output.Prompter;
import java.util.Map;
import java.util.Optional;

/** Runs command lines within this process, as if somebody had typed them. */
public interface Typist {

  /**
   * Runs one command to its end.
   *
   * @param person answers its questions; empty where there is no terminal
   * @param words what is typed after {@code imgapi}
   */
  default Typed type(Optional<Prompter> person, String... words) {
    return type(Map.of(), person, words);
  }

  /**
   * The same by somebody with more variables in the environment.
   *
   * @param variables added to those that there are
   */
  Typed type(Map<String, String> variables, Optional<Prompter> person, String... words);

  /**
   * How a command ended.
   *
   * @param status its exit status
   * @param shown what it wrote to both streams, standard error first
   */
  record Typed(int status, String shown) {}
}
