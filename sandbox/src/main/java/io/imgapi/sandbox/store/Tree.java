/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;

/**
 * The durable name tree: an ordered index in an MVStore with a journal before it.
 *
 * <p>Writers run one at a time in {@link #write}; readers never wait. A write returns after its
 * journal record was handed to the operating system, which makes it survive SIGKILL; the MVStore is
 * committed in the background, after which the older journal goes.
 */
public final class Tree implements Closeable {

  private static final long CHECKPOINT_SECONDS = 2;
  private static final long CHECKPOINT_BYTES = 64L << 20;
  private static final String JOURNAL_PREFIX = "journal.";

  private final Path directory;
  private final MVStore store;
  private final MVMap<byte[], byte[]> entries;
  private final MVMap<Long, byte[]> records;
  private final Bodies bodies;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock checkpointing = new ReentrantLock();
  private final AtomicLong numbers = new AtomicLong();
  private final ScheduledExecutorService background;
  private final ScheduledFuture<?> checkpoints;
  private Journal journal;
  private long journalNumber;

  private Tree(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
    this.store =
        new MVStore.Builder()
            .fileName(directory.resolve("index.mv").toString())
            .autoCommitDisabled()
            .pageSplitSize(8 * 1024)
            .cacheSize(64)
            .open();
    this.store.setRetentionTime(0);
    MVMap.Builder<byte[], byte[]> entryMap = new MVMap.Builder<>();
    this.entries =
        store.openMap(
            "entries",
            entryMap.keyType(ByteArrayDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
    MVMap.Builder<Long, byte[]> recordMap = new MVMap.Builder<>();
    this.records =
        store.openMap(
            "records",
            recordMap.keyType(LongDataType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
    this.bodies = new Bodies(directory.resolve("objects"), records, numbers::incrementAndGet);
    recover();
    this.background =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "sandbox-checkpoint");
              thread.setDaemon(true);
              return thread;
            });
    this.checkpoints =
        background.scheduleWithFixedDelay(
            this::checkpointQuietly, CHECKPOINT_SECONDS, CHECKPOINT_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Opens the tree in a directory, creating it where there is none, and repeats whatever the last
   * process had acknowledged.
   *
   * @throws IOException when the directory cannot be used or another process holds it
   */
  public static Tree open(Path directory) throws IOException {
    try {
      return new Tree(directory);
    } catch (org.h2.mvstore.MVStoreException refused) {
      throw new IOException("cannot open the index in " + directory, refused);
    }
  }

  /** Returns the place of the objects' bytes. */
  public Bodies bodies() {
    return bodies;
  }

  /** Returns a number never returned before, also not by an earlier process. */
  public long nextNumber() {
    return numbers.incrementAndGet();
  }

  /** Returns what lies at a path; empty when nothing does. */
  public Optional<Entry> find(TreePath path) {
    byte[] value = entries.get(path.key());
    return value == null ? Optional.empty() : Optional.of(EntryCodec.decode(value));
  }

  /** Returns how many names lie directly in a directory, without walking them. */
  public long childCount(TreePath path) {
    return position(path.endOfChildrenKey()) - position(path.childKey(""));
  }

  private long position(byte[] key) {
    long index = entries.getKeyIndex(key);
    return index >= 0 ? index : -index - 1;
  }

  /**
   * Walks the names of a directory in the byte order of their UTF-8 form, as they are at the moment
   * of the call.
   *
   * @param marker the first name to return, or the next one when it does not exist; empty for all
   * @param reverse whether to go downwards (from the marker, or from the end)
   */
  public Iterator<NamedEntry> children(TreePath path, Optional<String> marker, boolean reverse) {
    byte[] first = path.childKey("");
    byte[] last = path.endOfChildrenKey();
    Cursor<byte[], byte[]> cursor =
        reverse
            ? entries.cursor(marker.map(path::childKey).orElse(last), first, true)
            : entries.cursor(marker.map(path::childKey).orElse(first), last, false);
    return new Children(cursor, first.length);
  }

  /**
   * Runs one transaction: the function reads and asks for changes, which take effect together after
   * it returns, or not at all when it throws.
   *
   * @throws UncheckedIOException when the journal cannot be written; nothing is changed then
   */
  public <T> T write(Function<Transaction, T> work) {
    T result;
    Transaction transaction;
    boolean full;
    writing.lock();
    try {
      transaction = new Transaction(this);
      result = work.apply(transaction);
      if (!transaction.changes().isEmpty()) {
        journal.append(transaction.changes());
        transaction.changes().forEach(this::apply);
      }
      full = journal.size() > CHECKPOINT_BYTES;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      writing.unlock();
    }
    transaction.obsoleteFiles().forEach(bodies::deleteFile);
    if (full) {
      checkpointQuietly();
    }
    return result;
  }

  private void apply(Change change) {
    if (change instanceof Change.PutEntry put) {
      entries.put(put.key(), put.value());
    } else if (change instanceof Change.RemoveEntry remove) {
      entries.remove(remove.key());
    } else if (change instanceof Change.PutBody put) {
      records.put(put.id(), put.bytes());
    } else if (change instanceof Change.RemoveBody remove) {
      records.remove(remove.id());
    }
  }

  private void recover() throws IOException {
    List<Path> journals = journals();
    for (Path file : journals) {
      Journal.replay(file, this::apply);
    }
    store.commit();
    Set<Long> used = new HashSet<>();
    long highest = records.isEmpty() ? 0 : records.lastKey();
    Cursor<byte[], byte[]> cursor = entries.cursor(null);
    while (cursor.hasNext()) {
      cursor.next();
      Entry entry = EntryCodec.decode(cursor.getValue());
      highest = Math.max(highest, entry.version());
      if (entry instanceof ObjectEntry object && object.body().kind() == BodyRef.Kind.FILE) {
        highest = Math.max(highest, object.body().id());
        used.add(object.body().id());
      }
    }
    bodies.removeAllBut(used);
    numbers.set(highest);
    for (Path file : journals) {
      journalNumber = Math.max(journalNumber, number(file));
      Journal.delete(file);
    }
    journal = nextJournal();
  }

  private List<Path> journals() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(JOURNAL_PREFIX))
          .sorted((a, b) -> Long.compare(number(a), number(b)))
          .toList();
    }
  }

  private static long number(Path file) {
    return Long.parseLong(file.getFileName().toString().substring(JOURNAL_PREFIX.length()));
  }

  private Journal nextJournal() throws IOException {
    journalNumber++;
    return Journal.create(directory.resolve(JOURNAL_PREFIX + journalNumber));
  }

  private void checkpointQuietly() {
    try {
      checkpoint();
    } catch (IOException | RuntimeException failure) {
      // The journal keeps everything; the next round tries again, and opening repeats it.
      System.getLogger(Tree.class.getName())
          .log(System.Logger.Level.WARNING, "checkpoint failed", failure);
    }
  }

  private void checkpoint() throws IOException {
    checkpointing.lock();
    try {
      Journal old;
      writing.lock();
      try {
        if (journal.size() == 0) {
          return;
        }
        old = journal;
        journal = nextJournal();
      } finally {
        writing.unlock();
      }
      old.close();
      store.commit();
      for (Path file : journals()) {
        if (number(file) <= number(old.file())) {
          Journal.delete(file);
        }
      }
    } finally {
      checkpointing.unlock();
    }
  }

  /** Commits everything and lets go of the directory. */
  @Override
  public void close() throws IOException {
    checkpoints.cancel(false);
    background.shutdown();
    checkpoint();
    checkpointing.lock();
    writing.lock();
    try {
      journal.close();
      store.close();
      Journal.delete(journal.file());
    } finally {
      writing.unlock();
      checkpointing.unlock();
    }
  }

  /** A name and what lies there. */
  public record NamedEntry(String name, Entry entry) {}

  private static final class Children implements Iterator<NamedEntry> {

    private final Cursor<byte[], byte[]> cursor;
    private final int prefix;

    private Children(Cursor<byte[], byte[]> cursor, int prefix) {
      this.cursor = cursor;
      this.prefix = prefix;
    }

    @Override
    public boolean hasNext() {
      return cursor.hasNext();
    }

    @Override
    public NamedEntry next() {
      if (!cursor.hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] key = cursor.next();
      String name =
          new String(key, prefix, key.length - prefix, java.nio.charset.StandardCharsets.UTF_8);
      return new NamedEntry(name, EntryCodec.decode(cursor.getValue()));
    }
  }

  /** The reads and changes of one {@link #write}. */
  public static final class Transaction {

    private final Tree tree;
    private final List<Change> changes = new ArrayList<>(4);
    private final List<Long> obsoleteFiles = new ArrayList<>(1);

    private Transaction(Tree tree) {
      this.tree = tree;
    }

    /** Returns what lay at a path before this transaction. */
    public Optional<Entry> find(TreePath path) {
      return tree.find(path);
    }

    /** Returns the number of names in a directory before this transaction. */
    public long childCount(TreePath path) {
      return tree.childCount(path);
    }

    /** Returns a fresh version number for a record of this transaction. */
    public long nextVersion() {
      return tree.nextNumber();
    }

    /** Sets what lies at a path; bytes of a replaced object are dropped unless kept by it. */
    public void put(TreePath path, Entry entry) {
      byte[] key = path.key();
      dropBody(key, entry);
      changes.add(new Change.PutEntry(key, EntryCodec.encode(entry)));
    }

    /** Removes a name and its bytes. */
    public void remove(TreePath path) {
      byte[] key = path.key();
      byte[] value = tree.entries.get(key);
      if (value != null) {
        dropBodyOf(EntryCodec.decode(value));
        changes.add(new Change.RemoveEntry(key));
      }
    }

    /** Makes received bytes the content that the returned reference names. */
    public BodyRef adopt(ReceivedBody body) {
      if (body.size() == 0) {
        return BodyRef.EMPTY;
      }
      Optional<byte[]> small = body.small();
      if (small.isPresent()) {
        long id = tree.nextNumber();
        changes.add(new Change.PutBody(id, small.get()));
        return new BodyRef(BodyRef.Kind.RECORD, id);
      }
      return new BodyRef(BodyRef.Kind.FILE, body.adoptFile());
    }

    private void dropBody(byte[] key, Entry successor) {
      byte[] value = tree.entries.get(key);
      if (value == null) {
        return;
      }
      Entry old = EntryCodec.decode(value);
      boolean kept =
          old instanceof ObjectEntry before
              && successor instanceof ObjectEntry after
              && before.body().equals(after.body());
      if (!kept) {
        dropBodyOf(old);
      }
    }

    private void dropBodyOf(Entry entry) {
      if (entry instanceof ObjectEntry object) {
        switch (object.body().kind()) {
          case RECORD -> changes.add(new Change.RemoveBody(object.body().id()));
          case FILE -> obsoleteFiles.add(object.body().id());
          case EMPTY -> {}
        }
      }
    }

    private List<Change> changes() {
      return changes;
    }

    private List<Long> obsoleteFiles() {
      return obsoleteFiles;
    }
  }

  /** Returns the bytes of every object below a directory, by path, as they lie here; for audits. */
  public Map<String, byte[]> contentsBelow(TreePath directory) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    Iterator<NamedEntry> children = children(directory, Optional.empty(), false);
    while (children.hasNext()) {
      NamedEntry child = children.next();
      TreePath path = directory.child(child.name());
      if (child.entry() instanceof ObjectEntry object) {
        Optional<byte[]> content = content(object);
        content.ifPresent(bytes -> contents.put(path.text(), bytes));
      } else {
        contents.putAll(contentsBelow(path));
      }
    }
    return contents;
  }

  private Optional<byte[]> content(ObjectEntry object) throws IOException {
    Optional<OpenBody> opened = bodies.open(object.body());
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (OpenBody body = opened.get()) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(object.size()));
      body.read(0, bytes);
      return Optional.of(bytes.array());
    }
  }
}
