/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.store.StoreException.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A store that fails on a seeded schedule: before or after a change was made, with wrong bytes
 * kept, with a flipped byte read, or for good after a number of calls, as a killed process would
 * be.
 */
public final class FaultyStore implements ObjectStore {
  private final InMemoryStore store;
  private final Random random;
  private final double faultRate;
  private long callsLeft;

  /** Thrown where the process would have been killed. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /**
   * A faulty store over a good one.
   *
   * @param faultRate probability that a call fails
   * @param callsLeft after so many calls every further one throws {@link Killed}
   */
  public FaultyStore(InMemoryStore store, long seed, double faultRate, long callsLeft) {
    this.store = store;
    // The first numbers of neighbouring seeds of Random are alike.
    this.random = new Random(new SplittableRandom(seed).nextLong());
    this.faultRate = faultRate;
    this.callsLeft = callsLeft;
  }

  private synchronized boolean strikes() {
    if (callsLeft-- <= 0) {
      throw new Killed();
    }
    return random.nextDouble() < faultRate;
  }

  private synchronized int pick(int choices) {
    return random.nextInt(choices);
  }

  private static StoreException unreachable(String path, boolean maybeApplied) {
    return new StoreException(
        Kind.UNREACHABLE, path, "injected: no answer", "", "", maybeApplied, null);
  }

  @Override
  public Optional<Entry> head(String path) {
    if (strikes()) {
      throw unreachable(path, false);
    }
    return store.head(path);
  }

  @Override
  public EntryListing list(String directory) {
    if (strikes()) {
      throw unreachable(directory, false);
    }
    EntryListing listing = store.list(directory);
    int breakAfter = strikes() ? pick(3) : Integer.MAX_VALUE;
    return new EntryListing() {
      private int seen;

      @Override
      public boolean hasNext() {
        if (seen >= breakAfter) {
          throw unreachable(directory, false);
        }
        return listing.hasNext();
      }

      @Override
      public Entry next() {
        seen++;
        return listing.next();
      }

      @Override
      public void close() {
        listing.close();
      }
    };
  }

  @Override
  public Newest newest(String directory) {
    if (strikes()) {
      throw unreachable(directory, false);
    }
    return store.newest(directory);
  }

  @Override
  public Download get(String path, ReadFrom from) {
    if (strikes()) {
      throw unreachable(path, false);
    }
    Download download = store.get(path, from);
    if (!strikes()) {
      return download;
    }
    int flipAt = pick(2) == 0 ? pick((int) Math.max(1, download.entry().size())) : -1;
    return new Download(download.entry(), new BadInput(download.stream(), path, flipAt));
  }

  @Override
  public Stored put(String path, Content content, Condition condition) {
    if (!strikes()) {
      return store.put(path, content, condition);
    }
    int way = pick(4);
    if (way == 0) {
      throw unreachable(path, false);
    }
    if (way == 1) {
      store.put(path, content, condition);
      throw unreachable(path, true);
    }
    breakOff(content);
    if (way == 2) {
      throw unreachable(path, true);
    }
    if (content.md5().isPresent()) {
      // A store that was told the digest refuses other bytes and keeps nothing.
      throw new StoreException(Kind.CORRUPT, path, "injected: other bytes arrived");
    }
    byte[] wrong = "wrong".getBytes(StandardCharsets.UTF_8);
    Stored stored = store.put(path, Content.ofBytes(wrong), condition);
    throw new StoreException(
        Kind.CORRUPT, path, "injected: other bytes are kept", "", stored.etag(), true, null);
  }

  private static void breakOff(Content content) {
    try {
      content.writer().writeTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void delete(String path, Condition condition) {
    if (!strikes()) {
      store.delete(path, condition);
      return;
    }
    switch (pick(3)) {
      case 0 -> throw unreachable(path, false);
      case 1 -> {
        store.delete(path, condition);
        throw unreachable(path, true);
      }
      default -> throw new StoreException(Kind.CONFLICT, path, "injected: somebody was faster");
    }
  }

  @Override
  public void makeDirectory(String directory) {
    if (strikes()) {
      throw unreachable(directory, true);
    }
    store.makeDirectory(directory);
  }

  /** Flips one bit of one byte, or breaks after the first. */
  private static final class BadInput extends FilterInputStream {
    private final String path;
    private final int flipAt;
    private long position;

    BadInput(InputStream in, String path, int flipAt) {
      super(in);
      this.path = path;
      this.flipAt = flipAt;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read blocks");
    }

    @Override
    public int read(byte[] block, int offset, int length) throws IOException {
      boolean flips = flipAt >= 0;
      if (!flips && position > 0) {
        throw unreachable(path, false);
      }
      int n = super.read(block, offset, flips ? length : Math.min(1, length));
      if (flips && flipAt >= position && flipAt < position + n) {
        block[offset + (int) (flipAt - position)] ^= 1;
      }
      position += Math.max(0, n);
      return n;
    }
  }
}
