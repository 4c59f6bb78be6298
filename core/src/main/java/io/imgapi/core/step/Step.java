/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.step;

/** A part of some work that knows whether it is done. */
public interface Step {

  /** One word for reports and scripts, for example {@code crontab}. */
  String name();

  /** Looks, and changes nothing. */
  Standing look();

  /**
   * Does it. Called after {@link #look} found it {@link Standing.Needed}; where it breaks off, what
   * was there before is whole, and it may be called again.
   *
   * @return what was done, in words
   */
  String make();

  /** How a step stands. */
  sealed interface Standing {
    /** What is said of it, in words. */
    String detail();

    /** Nothing to do. */
    record Done(String detail) implements Standing {}

    /** To be done. */
    record Needed(String detail) implements Standing {}

    /** Nothing that can be done, or is wanted, here. */
    record Skipped(String detail) implements Standing {}
  }
}
