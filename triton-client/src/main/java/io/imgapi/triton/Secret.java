/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton;

import java.util.function.Function;

/** A password or token. It is shown nowhere: its text form says only that there is one. */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** Hides a value. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** Hands the value to what needs it on the wire; nothing else may look. */
  public <T> T reveal(Function<String, T> use) {
    return use.apply(value);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
