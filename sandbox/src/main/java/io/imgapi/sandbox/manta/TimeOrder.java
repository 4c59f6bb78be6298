/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import io.imgapi.sandbox.store.Tree.NamedEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** Picks one page of a directory in the order of time, holding no more than that page. */
final class TimeOrder {

  private TimeOrder() {}

  static List<NamedEntry> page(Iterator<NamedEntry> children, Listing listing) {
    Comparator<NamedEntry> order =
        Comparator.<NamedEntry>comparingLong(child -> child.entry().mtime());
    if (!listing.reverse()) {
      order = order.reversed();
    }
    order = order.thenComparing(NamedEntry::name);
    boolean bounded = listing.marker().isPresent();
    long bound = listing.marker().map(TimeOrder::time).orElse(0L);
    PriorityQueue<NamedEntry> best = new PriorityQueue<>(order.reversed());
    while (children.hasNext()) {
      NamedEntry child = children.next();
      long mtime = child.entry().mtime();
      boolean inside = !bounded || (listing.reverse() ? mtime >= bound : mtime <= bound);
      if (inside && listing.wants(child.entry())) {
        best.add(child);
        if (best.size() > listing.limit()) {
          best.poll();
        }
      }
    }
    List<NamedEntry> page = new ArrayList<>(best);
    page.sort(order);
    return page;
  }

  private static long time(String marker) {
    try {
      return Instant.parse(marker).toEpochMilli();
    } catch (DateTimeException broken) {
      throw MantaError.badRequest("InvalidParameter", "marker \"" + marker + "\" is invalid");
    }
  }
}
