/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.store.StoreException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A store in memory that keeps to the contract of the port. */
public final class InMemoryStore implements ObjectStore {
  private final Map<String, Thing> things = new TreeMap<>();
  private long writes;
  private Runnable afterChange = () -> {};

  private record Thing(boolean directory, String etag, Content content, long written) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Content(byte[] bytes, Md5 md5) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Content c && Arrays.equals(bytes, c.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** A store that holds the given directory and those above it. */
  public InMemoryStore(String directory) {
    for (int slash = directory.indexOf('/', 1); ; slash = directory.indexOf('/', slash + 1)) {
      String path = slash < 0 ? directory : directory.substring(0, slash);
      things.put(path, new Thing(true, "", null, 0));
      if (slash < 0) {
        return;
      }
    }
  }

  /** Calls {@code check} after each change, while nobody else can change anything. */
  public synchronized void afterEachChange(Runnable check) {
    afterChange = check;
  }

  /** Every object with its bytes, by path. */
  public synchronized Map<String, byte[]> objects() {
    Map<String, byte[]> objects = new TreeMap<>();
    things.forEach(
        (path, thing) -> {
          if (!thing.directory()) {
            objects.put(path, thing.content().bytes().clone());
          }
        });
    return objects;
  }

  /** Puts bytes in whatever state the store is, with the directories above them. */
  public synchronized void plant(String path, byte[] bytes) {
    for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      things.putIfAbsent(path.substring(0, slash), new Thing(true, "", null, 0));
    }
    things.put(path, object(bytes));
  }

  private Thing object(byte[] bytes) {
    return new Thing(
        false, UUID.randomUUID().toString(), new Content(bytes, Md5.of(bytes)), ++writes);
  }

  @Override
  public synchronized Optional<Entry> head(String path) {
    return Optional.ofNullable(things.get(path)).map(thing -> entry(path, thing));
  }

  @Override
  public synchronized EntryListing list(String directory) {
    Thing thing = things.get(directory);
    if (thing == null || !thing.directory()) {
      throw new StoreException(Kind.ABSENT, directory, directory + " is not there");
    }
    List<Entry> entries = new ArrayList<>();
    things.forEach(
        (path, child) -> {
          if (path.startsWith(directory + "/") && path.indexOf('/', directory.length() + 1) < 0) {
            entries.add(entry(path, child));
          }
        });
    entries.sort(
        Comparator.comparing(
            entry -> entry.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    Iterator<Entry> each = entries.iterator();
    return new EntryListing() {
      @Override
      public void close() {}

      @Override
      public boolean hasNext() {
        return each.hasNext();
      }

      @Override
      public Entry next() {
        return each.next();
      }
    };
  }

  @Override
  public synchronized Newest newest(String directory) {
    long entries = 0;
    Entry newest = null;
    long written = -1;
    try (EntryListing listing = list(directory)) {
      while (listing.hasNext()) {
        Entry entry = listing.next();
        Thing thing = things.get(directory + "/" + entry.name());
        entries++;
        if (thing.written() > written) {
          newest = entry;
          written = thing.written();
        }
      }
    }
    return new Newest(entries, Optional.ofNullable(newest));
  }

  @Override
  public synchronized Download get(String path, ReadFrom from) {
    Thing thing = things.get(path);
    if (thing == null || thing.directory()) {
      throw new StoreException(Kind.ABSENT, path, path + " is not there");
    }
    if (!from.etag().isEmpty() && !from.etag().equals(thing.etag())) {
      throw new StoreException(Kind.CONFLICT, path, path + " is another version now");
    }
    byte[] bytes = thing.content().bytes();
    int offset = (int) from.offset();
    return new Download(
        entry(path, thing), new ByteArrayInputStream(bytes, offset, bytes.length - offset));
  }

  @Override
  public Stored put(String path, io.imgapi.core.store.Content content, Condition condition) {
    synchronized (this) {
      check(path, condition);
      requireParent(path);
      if (things.containsKey(path) && things.get(path).directory()) {
        throw new StoreException(Kind.REFUSED, path, path + " is a directory");
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      content.writer().writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = out.toByteArray();
    if (bytes.length != content.length()) {
      throw new UncheckedIOException(new IOException("the content has another length"));
    }
    if (content.md5().isPresent() && !content.md5().get().equals(Md5.of(bytes))) {
      throw new StoreException(Kind.CORRUPT, path, "the content is not what its digest says");
    }
    synchronized (this) {
      check(path, condition);
      Thing thing = object(bytes);
      things.put(path, thing);
      afterChange.run();
      return new Stored(thing.etag(), thing.content().md5());
    }
  }

  @Override
  public synchronized void delete(String path, Condition condition) {
    check(path, condition);
    String below = path + "/";
    if (things.keySet().stream().anyMatch(other -> other.startsWith(below))) {
      throw new StoreException(Kind.REFUSED, path, path + " is not empty");
    }
    things.remove(path);
    afterChange.run();
  }

  @Override
  public synchronized void makeDirectory(String directory) {
    requireParent(directory);
    if (!things.containsKey(directory) || !things.get(directory).directory()) {
      things.put(directory, new Thing(true, "", null, 0));
      afterChange.run();
    }
  }

  private void requireParent(String path) {
    Thing parent = things.get(path.substring(0, path.lastIndexOf('/')));
    if (parent == null || !parent.directory()) {
      throw new StoreException(Kind.ABSENT, path, "the directory of " + path + " is not there");
    }
  }

  private void check(String path, Condition condition) {
    Thing thing = things.get(path);
    boolean holds = true;
    if (condition instanceof Condition.IfAbsent) {
      holds = thing == null;
    } else if (condition instanceof Condition.IfMatch match) {
      holds = thing != null && match.etag().equals(thing.etag());
    }
    if (!holds) {
      throw new StoreException(Kind.CONFLICT, path, path + " is another version now");
    }
  }

  private static Entry entry(String path, Thing thing) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return thing.directory()
        ? new Entry(name, true, "", 0, null, Instant.EPOCH)
        : new Entry(
            name,
            false,
            thing.etag(),
            thing.content().bytes().length,
            thing.content().md5(),
            Instant.EPOCH);
  }
}
