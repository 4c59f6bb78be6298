/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts for {@link MantaStats}. */
final class Counters {

  private final ConcurrentHashMap<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final LongAdder bytesIn = new LongAdder();
  private final LongAdder bytesOut = new LongAdder();

  void request(String method) {
    requests.computeIfAbsent(method, name -> new LongAdder()).increment();
  }

  void received(long bytes) {
    bytesIn.add(bytes);
  }

  void sent(long bytes) {
    bytesOut.add(bytes);
  }

  MantaStats snapshot() {
    Map<String, Long> byMethod = new TreeMap<>();
    requests.forEach((method, count) -> byMethod.put(method, count.sum()));
    long mutating =
        byMethod.getOrDefault("PUT", 0L)
            + byMethod.getOrDefault("POST", 0L)
            + byMethod.getOrDefault("DELETE", 0L);
    return new MantaStats(byMethod, mutating, bytesIn.sum(), bytesOut.sum(), cpuSeconds());
  }

  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }
}
