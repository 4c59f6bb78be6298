/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers requests, when asked to: for tests that prove what was (not) called. */
public final class RequestLog {

  private final CopyOnWriteArrayList<Answered> answered = new CopyOnWriteArrayList<>();
  private volatile boolean recording;

  /** Forgets everything and records from now on. */
  public void start() {
    answered.clear();
    recording = true;
  }

  /** Records no more; what was recorded stays. */
  public void stop() {
    recording = false;
  }

  /** Returns what was recorded, in the order of the answers. */
  public List<Answered> all() {
    return List.copyOf(answered);
  }

  void add(String method, String path, int status) {
    if (recording) {
      answered.add(new Answered(method, path, status));
    }
  }

  /**
   * One request.
   *
   * @param method the method
   * @param path as sent, without the query
   * @param status the status answered; 0 when the connection was dropped instead
   */
  public record Answered(String method, String path, int status) {}
}
