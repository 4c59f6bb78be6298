/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.util.function.Supplier;

/** Lets one operation on the machine fail, or be the last one that the process ever makes. */
final class Strikes {
  private final Way way;
  private long left;
  private boolean dead;
  private boolean struck;

  /** What happens at the chosen operation. */
  enum Way {
    KILLED_BEFORE,
    KILLED_AFTER,
    FAILS_BEFORE,
    FAILS_AFTER,
    NEVER
  }

  /** Thrown where the process would have been killed. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /**
   * A schedule of one strike.
   *
   * @param operations that go well before
   */
  Strikes(Way way, long operations) {
    this.way = way;
    this.left = operations;
  }

  static Strikes never() {
    return new Strikes(Way.NEVER, 0);
  }

  /** Whether the strike came. */
  boolean struck() {
    return struck;
  }

  <T> T around(Supplier<T> operation) {
    if (dead) {
      throw new Killed();
    }
    if (way == Way.NEVER || struck || left-- > 0) {
      return operation.get();
    }
    struck = true;
    dead = way == Way.KILLED_BEFORE || way == Way.KILLED_AFTER;
    if (way == Way.KILLED_AFTER || way == Way.FAILS_AFTER) {
      var unused = operation.get();
    }
    if (dead) {
      throw new Killed();
    }
    throw ImgapiException.of(ExitCode.FAILED, "injected: no room left");
  }

  void run(Runnable operation) {
    around(
        () -> {
          operation.run();
          return null;
        });
  }
}
