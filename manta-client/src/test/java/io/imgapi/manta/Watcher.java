/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Remembers what a client reports. */
final class Watcher implements MantaObserver {
  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<String> ends = new CopyOnWriteArrayList<>();
  final List<Duration> delays = new CopyOnWriteArrayList<>();
  final List<String> reasons = new CopyOnWriteArrayList<>();
  final List<String> warnings = new CopyOnWriteArrayList<>();
  final AtomicLong up = new AtomicLong();
  final AtomicLong down = new AtomicLong();

  @Override
  public void requestStarted(String method, String path) {
    requests.add(method + " " + path);
  }

  @Override
  public void requestEnded(String method, String path, int status, long sent, long received) {
    ends.add(method + " " + status + " " + sent + " " + received);
  }

  @Override
  public void retrying(String method, String path, int attempt, String reason, Duration delay) {
    delays.add(delay);
    reasons.add(reason);
  }

  @Override
  public void bytesSent(long count) {
    up.addAndGet(count);
  }

  @Override
  public void bytesReceived(long count) {
    down.addAndGet(count);
  }

  @Override
  public void warning(String message) {
    warnings.add(message);
  }
}
