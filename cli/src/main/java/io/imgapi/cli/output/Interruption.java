/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReference;

/** What an operator is told who ends the program: what holds, and how to go on. */
public final class Interruption {
  private final AtomicReference<String> standing = new AtomicReference<>("");

  /** From now on this holds. */
  void stands(String sentences) {
    standing.set(sentences);
  }

  /** What holds now; empty where there is nothing to know. */
  String standing() {
    return standing.get();
  }

  /** The program is being ended by a signal; says nothing where there is nothing to know. */
  public void tell(PrintWriter err) {
    String sentences = standing.get();
    if (!sentences.isEmpty()) {
      err.println();
      err.println("imgapi: interrupted. " + sentences);
      err.flush();
    }
  }
}
