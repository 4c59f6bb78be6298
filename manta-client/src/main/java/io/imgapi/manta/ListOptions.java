/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

/**
 * How a directory is listed. Immutable; start with {@link #standard()}.
 *
 * @param sort order
 * @param reverse the other way round
 * @param filter which entries
 * @param maxEntries stop after this many; {@link Long#MAX_VALUE}: all
 * @param pageSize entries per request, 2 to 1024 (manta-protocol.md 3.2)
 */
public record ListOptions(
    Sort sort, boolean reverse, Filter filter, long maxEntries, int pageSize) {

  /** The order of a listing. */
  public enum Sort {
    /** By name, ascending. */
    NAME,
    /** By time of the last write, newest first. */
    MTIME
  }

  /** Which entries are listed. */
  public enum Filter {
    /** All. */
    ALL,
    /** Objects only. */
    OBJECTS,
    /** Directories only. */
    DIRECTORIES
  }

  private static final int MAX_PAGE = 1024;
  private static final ListOptions STANDARD =
      new ListOptions(Sort.NAME, false, Filter.ALL, Long.MAX_VALUE, MAX_PAGE);

  /** Refuses what the server would refuse, and pages that could not make progress. */
  public ListOptions {
    if (pageSize < 2 || pageSize > MAX_PAGE) {
      throw new IllegalArgumentException("pageSize must be 2 to 1024: " + pageSize);
    }
    if (maxEntries < 1) {
      throw new IllegalArgumentException("maxEntries must be at least 1: " + maxEntries);
    }
  }

  /** Everything, by name. */
  public static ListOptions standard() {
    return STANDARD;
  }

  /** The newest first. */
  public ListOptions newestFirst() {
    return new ListOptions(Sort.MTIME, false, filter, maxEntries, pageSize);
  }

  /** The other way round. */
  public ListOptions reversed() {
    return new ListOptions(sort, !reverse, filter, maxEntries, pageSize);
  }

  /** Only these. */
  public ListOptions only(Filter value) {
    return new ListOptions(sort, reverse, value, maxEntries, pageSize);
  }

  /** At most so many. */
  public ListOptions atMost(long value) {
    return new ListOptions(sort, reverse, filter, value, pageSize);
  }

  /** So many per request. */
  public ListOptions pageSize(int value) {
    return new ListOptions(sort, reverse, filter, maxEntries, value);
  }
}
