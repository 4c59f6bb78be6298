/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.manta.MantaClient;
import io.imgapi.manta.MantaEntry;
import io.imgapi.manta.MantaListing;
import io.imgapi.manta.MantaPath;
import io.imgapi.manta.MantaStat;
import io.imgapi.manta.error.AbsentException;
import io.imgapi.manta.error.RefusedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Goes through directories; memory is bounded by a page for each level. */
record Walk(MantaClient client) {

  /** A directory's entries, or the object itself. */
  void list(MantaPath path, ItemSink sink) {
    try (MantaListing listing = client.list(path)) {
      while (listing.hasNext()) {
        MantaEntry entry = listing.next();
        if (!sink.accept(Item.of(path.child(entry.name()), entry))) {
          return;
        }
      }
    } catch (RefusedException e) {
      sink.accept(objectInstead(path, e));
    }
  }

  /**
   * Everything below a directory, or the object itself.
   *
   * @param gone is told each directory that was deleted before it could be looked into
   */
  void below(MantaPath root, int maxDepth, ItemSink sink, Consumer<String> gone) {
    Deque<MantaListing> open = new ArrayDeque<>();
    try {
      open.push(client.list(root));
    } catch (RefusedException e) {
      sink.accept(objectInstead(root, e));
      return;
    }
    while (!open.isEmpty()) {
      MantaListing listing = open.peek();
      MantaPath directory = listing.directory();
      boolean more;
      try {
        more = listing.hasNext();
      } catch (AbsentException e) {
        if (open.size() == 1) {
          throw e;
        }
        gone.accept(directory.toString());
        more = false;
      }
      if (!more) {
        open.pop();
        continue;
      }
      MantaEntry entry = listing.next();
      MantaPath path = directory.child(entry.name());
      if (!sink.accept(Item.of(path, entry))) {
        return;
      }
      if (entry.isDirectory() && open.size() < maxDepth) {
        descend(path, open, gone);
      }
    }
  }

  private void descend(MantaPath path, Deque<MantaListing> open, Consumer<String> gone) {
    try {
      open.push(client.list(path));
    } catch (AbsentException e) {
      gone.accept(path.toString());
    }
  }

  private Item objectInstead(MantaPath path, RefusedException notListed) {
    if (!notListed.code().equals(RefusedException.NOT_A_DIRECTORY)) {
      throw notListed;
    }
    MantaStat stat = client.stat(path);
    if (stat.isDirectory()) {
      throw notListed;
    }
    return Item.of(stat);
  }
}
