/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.event;

/**
 * Receives what a use case reports while it runs. Called from any thread; implementations return at
 * once and never throw.
 */
public interface Events {

  /** Something the operator should read: a skipped step, an item that failed, a quarantine. */
  void notice(Level level, String message);

  /** Where a long step stands. Called often; the receiver decides what to show. */
  void progress(Progress progress);

  /**
   * What holds from now on, and what goes on from there: for an operator who ends the program.
   *
   * @param sentences true until the next call
   */
  default void stands(String sentences) {}

  /** How much a notice matters; the names are those of Bunyan levels. */
  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  /**
   * Where a long step stands.
   *
   * @param step what is being done, for example "upload"
   * @param itemsDone items finished
   * @param itemsTotal items in all, or -1 where it is not known yet
   * @param bytesDone bytes moved
   * @param bytesTotal bytes in all, or -1 where it is not known yet
   */
  record Progress(String step, long itemsDone, long itemsTotal, long bytesDone, long bytesTotal) {}

  /** Drops everything. */
  static Events none() {
    return new Events() {
      @Override
      public void notice(Level level, String message) {}

      @Override
      public void progress(Progress progress) {}
    };
  }
}
