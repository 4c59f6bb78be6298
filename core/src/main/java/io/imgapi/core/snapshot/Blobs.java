/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.digest.Md5Set;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.store.Entry;
import io.imgapi.core.store.EntryListing;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.StoreException;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The contents that are kept by their digest: those of small files, which may be replaced or
 * deleted in the mirror while a snapshot still needs them. Knows which ones are there.
 */
public final class Blobs {
  /** Bytes of the largest content that is kept so. */
  public static final long LARGEST = 1L << 20;

  private static final int DIRECTORIES = 256;
  private final ObjectStore store;
  private final MirrorLayout mirror;
  private final Md5Set known = new Md5Set();

  public Blobs(ObjectStore store, MirrorLayout mirror) {
    this.store = store;
    this.mirror = mirror;
  }

  /** One more is there. */
  public void know(Md5 md5) {
    known.add(md5);
  }

  /** Whether it is known to be there. */
  public boolean isKnown(Md5 md5) {
    return known.contains(md5);
  }

  /** Looks which of these are there: lists the directories in which they would be. */
  public void learn(Collection<Md5> wanted, Workers workers) {
    Set<String> directories =
        wanted.stream()
            .map(mirror::blob)
            .map(path -> path.substring(0, path.lastIndexOf('/')))
            .collect(Collectors.toSet());
    workers.forEach(directories, directory -> list(directory, entry -> learn(directory, entry)));
  }

  private void learn(String directory, Entry entry) {
    if (isBlob(directory, entry)) {
      known.add(entry.md5());
    }
  }

  /**
   * Lists everything that is there.
   *
   * @param each gets the full path and the entry; called from several threads
   */
  public void forEach(Workers workers, Found each) {
    workers.forEach(
        IntStream.range(0, DIRECTORIES).mapToObj("%02x"::formatted).toList(),
        name -> {
          String directory = mirror.blobs() + "/" + name;
          list(directory, entry -> each.found(directory + "/" + entry.name(), entry));
        });
  }

  /** Takes what a listing shows. */
  @FunctionalInterface
  public interface Found {
    void found(String path, Entry entry);
  }

  private boolean isBlob(String directory, Entry entry) {
    return !entry.directory()
        && entry.md5() != null
        && mirror.blob(entry.md5()).equals(directory + "/" + entry.name());
  }

  private void list(String directory, java.util.function.Consumer<Entry> each) {
    try (EntryListing entries = store.list(directory)) {
      while (entries.hasNext()) {
        each.accept(entries.next());
      }
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.ABSENT) {
        throw e;
      }
    }
  }
}
