/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.error.BadAnswerException;
import java.io.Closeable;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The entries of a directory, page by page: memory is bounded by one page however many there are,
 * and no connection is held between two calls. Not thread-safe.
 *
 * <p>There is no snapshot: what is written meanwhile may or may not be seen. A page that breaks is
 * asked for again. {@link #hasNext} and {@link #next} throw {@link
 * io.imgapi.manta.error.MantaException}; a listing that ended without one was complete.
 */
public final class MantaListing implements Iterator<MantaEntry>, Closeable {
  private static final long SURPLUS_ALLOWED = 10_000;
  // What a directory has room for (manta-protocol.md 5), and what comes and goes meanwhile.
  private static final long MOST = 1_000_000 + SURPLUS_ALLOWED;

  private final Attempts attempts;
  private final MantaPath directory;
  private final ListOptions options;
  private Iterator<MantaEntry> page = List.<MantaEntry>of().iterator();
  private String marker = "";
  private Set<String> lastPage = Set.of();
  private String landmark = "";
  private long pagesRead;
  private long nextLandmark = 1;
  private long seen;
  private long resultSetSize = -1;
  private boolean complete;
  private boolean confirming;

  MantaListing(Attempts attempts, MantaPath directory, ListOptions options) {
    this.attempts = attempts;
    this.directory = directory;
    this.options = options;
    readPage();
  }

  /** The directory that is listed. */
  public MantaPath directory() {
    return directory;
  }

  /** Entries the directory has by its own account, whatever the filter; -1 if it did not say. */
  public long resultSetSize() {
    return resultSetSize;
  }

  /** Entries given out so far and waiting in the present page. */
  public long seen() {
    return seen;
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && !complete) {
      readPage();
    }
    return page.hasNext();
  }

  @Override
  public MantaEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the listing of " + directory + " is over");
    }
    return page.next();
  }

  /** Ends the listing; later calls see no more entries. */
  @Override
  public void close() {
    complete = true;
    page = List.<MantaEntry>of().iterator();
  }

  private void readPage() {
    int limit = (int) Math.min(options.pageSize(), options.maxEntries());
    if (!marker.isEmpty()) {
      limit = options.pageSize();
    }
    ListingPage answer = ask(limit);
    resultSetSize = answer.resultSetSize();
    List<MantaEntry> fresh = withoutKnown(answer.entries());
    if (options.maxEntries() - seen < fresh.size()) {
      fresh = fresh.subList(0, (int) (options.maxEntries() - seen));
    }
    seen += fresh.size();
    page = fresh.iterator();
    boolean shortPage = answer.entries().size() < limit;
    // A short page is the last one - unless something between cut it off unnoticed. So where
    // entries are missing it takes two pages without anything new to believe the end.
    boolean nothing = shortPage && fresh.isEmpty();
    complete =
        seen >= options.maxEntries() || (shortPage && accountedFor()) || (nothing && confirming);
    confirming = nothing;
    if (!complete && !fresh.isEmpty()) {
      advance(answer.entries());
    } else if (!complete && !shortPage) {
      throw circular("a whole page brought nothing new; the server ignores the marker " + marker);
    }
  }

  private boolean accountedFor() {
    return options.filter() != ListOptions.Filter.ALL || resultSetSize < 0 || seen >= resultSetSize;
  }

  private ListingPage ask(int limit) {
    return attempts.perform(
        new Ask("GET", directory).query(query(limit)).accepting(200),
        answer -> ListingPage.read(answer, limit));
  }

  private String query(int limit) {
    StringBuilder query = new StringBuilder("limit=").append(limit);
    if (options.sort() == ListOptions.Sort.MTIME) {
      query.append("&sort=mtime");
    }
    if (options.reverse()) {
      query.append("&sort_order=reverse");
    }
    switch (options.filter()) {
      case OBJECTS -> query.append("&obj=");
      case DIRECTORIES -> query.append("&dir=");
      case ALL -> {}
    }
    if (!marker.isEmpty()) {
      query.append("&marker=").append(PathEncoding.strict(marker));
    }
    return query.toString();
  }

  /** The marker is inclusive: what came before comes again at the beginning of the page. */
  private List<MantaEntry> withoutKnown(List<MantaEntry> entries) {
    if (options.sort() == ListOptions.Sort.MTIME) {
      // Entries of the same moment come again together, and one rewritten meanwhile moves.
      return entries.stream().filter(e -> !lastPage.contains(e.name())).toList();
    }
    boolean again = !entries.isEmpty() && entries.get(0).name().equals(marker);
    List<MantaEntry> fresh = again ? entries.subList(1, entries.size()) : entries;
    for (MantaEntry entry : fresh) {
      if (lastPage.contains(entry.name())) {
        throw circular("'" + entry.name() + "' came twice; the server ignores the marker");
      }
    }
    return fresh;
  }

  private void advance(List<MantaEntry> whole) {
    MantaEntry last = whole.get(whole.size() - 1);
    String next = options.sort() == ListOptions.Sort.MTIME ? last.mtime() : last.name();
    if (next.isEmpty() || next.equals(marker) || next.equals(landmark)) {
      throw circular("it came to " + next + " a second time");
    }
    if (seen > MOST) {
      throw circular("more than the million entries that a directory has room for");
    }
    if (resultSetSize >= 0 && seen > 2 * resultSetSize + SURPLUS_ALLOWED) {
      throw circular("more than twice the " + resultSetSize + " entries it is said to have");
    }
    // Going round in a circle of any length passes a landmark that moves on ever more slowly.
    if (++pagesRead == nextLandmark) {
      landmark = next;
      nextLandmark *= 2;
    }
    marker = next;
    remember(whole);
  }

  private void remember(List<MantaEntry> whole) {
    Set<String> names = new HashSet<>(whole.size() * 2);
    for (MantaEntry entry : whole) {
      names.add(entry.name());
    }
    lastPage = names;
  }

  private BadAnswerException circular(String why) {
    return new BadAnswerException(
        new Ask("GET", directory).unanswered("the listing makes no progress: " + why), null);
  }
}
