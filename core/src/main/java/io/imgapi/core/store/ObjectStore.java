/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.digest.Md5;
import java.util.Optional;

/**
 * A store of objects in directories, as Manta is one.
 *
 * <p>Paths are absolute and decoded, for example {@code /alice/stor/a b}. Every method may be
 * called from any thread. Each throws {@link StoreException} with the kind of failure; "absent",
 * "refused" and "unreachable" are different kinds, and a method returns only what the store really
 * said. Repeats after passing trouble are the adapter's business and happen only where they are
 * safe.
 */
public interface ObjectStore {

  /**
   * Asks for one entry.
   *
   * @return the entry; empty only where the store answered that nothing is there
   */
  Optional<Entry> head(String path);

  /**
   * Lists a directory in byte order of names, as a stream in bounded memory.
   *
   * @throws StoreException of kind {@code ABSENT} where there is no such directory, here or while
   *     reading
   */
  EntryListing list(String directory);

  /**
   * Looks at what was written last in a directory, in one request.
   *
   * @throws StoreException of kind {@code ABSENT} where there is no such directory
   */
  Newest newest(String directory);

  /**
   * Opens an object for reading. The stream ends without an error only if the content was whole and
   * had the digest that the store announced; breaks in between are resumed.
   */
  Download get(String path, ReadFrom from);

  /**
   * Puts an object. With {@link Condition.Always} it is repeated after passing trouble where the
   * content can be read again; with another condition a lost answer ends in {@code UNREACHABLE}
   * with {@link StoreException#maybeApplied()} and the caller looks.
   *
   * @throws StoreException of kind {@code CONFLICT} where the condition does not hold, {@code
   *     CORRUPT} where the store got other bytes than were sent (then {@link StoreException#etag()}
   *     names what it holds now), {@code ABSENT} where the parent directory is missing
   */
  Stored put(String path, Content content, Condition condition);

  /**
   * Deletes one object or one empty directory. An entry that is gone already is no failure, except
   * under a condition.
   */
  void delete(String path, Condition condition);

  /**
   * Makes one directory; one that is there already is fine. Safe to repeat. An object of that name
   * is replaced, as Manta does: ask only where a listing showed none.
   *
   * @throws StoreException of kind {@code ABSENT} where the directory above it is missing
   */
  void makeDirectory(String directory);

  /**
   * What a directory shows of its past.
   *
   * @param entries how many entries it has
   * @param entry the one that was written last; empty where it has none
   */
  record Newest(long entries, Optional<Entry> entry) {}

  /** What a put left behind: its new etag and the digest that the store computed. */
  record Stored(String etag, Md5 md5) {}

  /**
   * Where to begin reading.
   *
   * @param offset first byte wanted
   * @param etag version that must still be there, or empty for whichever is
   * @param hashedByReader whether the reader compares the digest by itself, so that nobody hashes
   *     gigabytes twice; the stream then ends without an error whatever the bytes were
   */
  record ReadFrom(long offset, String etag, boolean hashedByReader) {
    /** From an offset of one version, the digest checked where that can be done. */
    public ReadFrom(long offset, String etag) {
      this(offset, etag, false);
    }

    /** The whole object, whichever version is there. */
    public static ReadFrom start() {
      return new ReadFrom(0, "");
    }
  }
}
