/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import java.util.Optional;

/** Asks a person at a terminal. */
public interface Prompter {

  /**
   * Asks, and waits for a line however long it takes.
   *
   * @return the line without its end; empty where the input was ended (Ctrl-D)
   * @throws Interrupted where the person pressed Ctrl-C
   * @throws io.imgapi.core.error.ImgapiException {@code FAILED} where the terminal cannot be read
   */
  Optional<String> ask(String question);

  /** Ctrl-C at a question. */
  final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
