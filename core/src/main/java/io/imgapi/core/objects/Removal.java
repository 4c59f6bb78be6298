/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.objects;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.parallel.Workers;
import io.imgapi.manta.EntryType;
import io.imgapi.manta.ListOptions;
import io.imgapi.manta.MantaClient;
import io.imgapi.manta.MantaEntry;
import io.imgapi.manta.MantaListing;
import io.imgapi.manta.MantaPath;
import io.imgapi.manta.error.AbsentException;
import io.imgapi.manta.error.MantaException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Deletes what a plan counted. Safe to run again after any end; what was deleted stays deleted.
 * Nothing more than was counted is deleted, even while somebody else is writing.
 */
public final class Removal {
  private static final int PAGE = 1024;
  private static final Workers WORKERS = new Workers("manta-rm", 8);
  private final MantaClient client;
  private final AccessFailures failures;
  private final List<MantaPath> paths;
  private final RemovalPlan plan;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong deleted = new AtomicLong();

  Removal(MantaClient client, AccessFailures failures, List<MantaPath> paths, RemovalPlan plan) {
    this.client = client;
    this.failures = failures;
    this.paths = paths;
    this.plan = plan;
  }

  /** What {@link #apply} will delete. */
  public RemovalPlan plan() {
    return plan;
  }

  /**
   * Deletes it, the content of each directory before the directory.
   *
   * @return how many objects and directories were deleted by this call
   * @throws ImgapiException {@code FAILED} where there is more than was counted, or as the failure
   *     of Manta says; it names how many are deleted already
   */
  public long apply(Events events) {
    try {
      for (MantaPath path : paths) {
        remove(path, events);
      }
      return deleted.get();
    } catch (MantaException e) {
      throw failures.explain(e).with("deleted", soFar());
    }
  }

  private void remove(MantaPath path, Events events) {
    try {
      if (client.stat(path).isDirectory()) {
        empty(path, events);
      }
    } catch (AbsentException e) {
      return;
    }
    delete(path, events);
  }

  /** Pages are read anew and not gone on with: what they were taken from is gone by then. */
  private void empty(MantaPath directory, Events events) {
    List<MantaEntry> page = page(directory);
    while (!page.isEmpty()) {
      for (MantaEntry entry : page) {
        if (entry.isDirectory()) {
          MantaPath path = directory.child(entry.name());
          empty(path, events);
          delete(path, events);
        }
      }
      List<MantaPath> objects =
          page.stream()
              .filter(entry -> entry.type() == EntryType.OBJECT)
              .map(entry -> directory.child(entry.name()))
              .toList();
      WORKERS.forEach(objects, path -> delete(path, events));
      page = page.size() < PAGE ? List.of() : page(directory);
    }
  }

  private List<MantaEntry> page(MantaPath directory) {
    List<MantaEntry> entries = new ArrayList<>();
    try (MantaListing listing =
        client.list(directory, ListOptions.standard().pageSize(PAGE).atMost(PAGE))) {
      listing.forEachRemaining(entries::add);
    } catch (AbsentException e) {
      // Somebody else deleted it, which is what was wanted.
      return List.of();
    }
    return entries;
  }

  private void delete(MantaPath path, Events events) {
    if (taken.incrementAndGet() > plan.total()) {
      throw failures
          .named(
              ExitCode.FAILED,
              "there is more than the " + plan.total() + " that were counted; somebody is writing",
              null)
          .with("path", path.toString())
          .with("deleted", soFar())
          .remedy("find the writer, then run this again");
    }
    try {
      client.delete(path);
      deleted.incrementAndGet();
    } catch (AbsentException e) {
      // Gone between the listing and now.
    }
    events.progress(new Events.Progress("delete", deleted.get(), plan.total(), 0, 0));
  }

  private String soFar() {
    return deleted + " of " + plan.total();
  }
}
