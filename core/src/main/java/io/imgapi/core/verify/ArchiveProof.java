/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.archive.ArchiveReader;
import io.imgapi.core.archive.ArchiveReader.Item;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.snapshot.ByteOrder;
import io.imgapi.core.snapshot.SnapshotEntry;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Reads the archive of a snapshot side by side with its list, both in the order of their names, and
 * tells which manifests it really holds. What it holds beyond them does no harm.
 */
final class ArchiveProof implements AutoCloseable {
  private static final ArchiveReader.Limits LIMITS =
      new ArchiveReader.Limits(16L << 20, 1L << 40, 10_000_000);
  private final Optional<ArchiveReader> archive;
  private Optional<Item> next = Optional.empty();
  private String fault = "";

  ArchiveProof(ObjectStore store, String path) {
    this.archive = open(store, path);
    advance();
  }

  private Optional<ArchiveReader> open(ObjectStore store, String path) {
    try {
      return Optional.of(new ArchiveReader(store.get(path, ReadFrom.start()).stream(), LIMITS));
    } catch (IOException e) {
      fault = IoReason.of(e);
      return Optional.empty();
    } catch (StoreException e) {
      fail(e);
      return Optional.empty();
    }
  }

  private void advance() {
    next = Optional.empty();
    if (archive.isEmpty() || !fault.isEmpty()) {
      return;
    }
    try {
      next = archive.get().next();
    } catch (IOException e) {
      fault = IoReason.of(e);
    } catch (StoreException e) {
      fail(e);
    }
  }

  private void fail(StoreException e) {
    if (e.kind() != StoreException.Kind.CORRUPT && e.kind() != StoreException.Kind.ABSENT) {
      throw e;
    }
    fault = e.getMessage();
  }

  /** Whether it holds an entry of the list; they come in order. */
  boolean holds(SnapshotEntry entry) {
    String name = entry.relative();
    while (next.isPresent() && ByteOrder.OF_PATHS.compare(next.get().name(), name) < 0) {
      advance();
    }
    return next.filter(item -> item.name().equals(name) && item.content().length == entry.size())
        .filter(item -> Md5.of(item.content()).equals(entry.md5()))
        .isPresent();
  }

  /** Reads on to the end; why the archive is not whole, empty where it is. */
  String end() {
    while (next.isPresent()) {
      advance();
    }
    return fault;
  }

  @Override
  public void close() {
    try {
      if (archive.isPresent()) {
        archive.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
