/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A store whose traffic is followed by meters. */
public final class MeteredStore implements ObjectStore {
  private final ObjectStore store;
  private final List<Meter> meters;

  public MeteredStore(ObjectStore store, List<Meter> meters) {
    this.store = store;
    this.meters = List.copyOf(meters);
  }

  @Override
  public Optional<Entry> head(String path) {
    return metered(() -> store.head(path));
  }

  @Override
  public EntryListing list(String directory) {
    EntryListing listing = metered(() -> store.list(directory));
    return new EntryListing() {
      @Override
      public boolean hasNext() {
        try {
          return listing.hasNext();
        } catch (StoreException e) {
          meters.forEach(Meter::began);
          finish(e);
          throw e;
        }
      }

      @Override
      public Entry next() {
        Entry entry = listing.next();
        // An entry is no byte of a body, but a sign of life.
        moved(0);
        return entry;
      }

      @Override
      public void close() {
        listing.close();
      }
    };
  }

  @Override
  public Newest newest(String directory) {
    return metered(() -> store.newest(directory));
  }

  @Override
  public Download get(String path, ReadFrom from) {
    meters.forEach(Meter::began);
    Download download;
    try {
      download = store.get(path, from);
    } catch (RuntimeException e) {
      finish(e);
      throw e;
    }
    return new Download(download.entry(), new MeteredInput(download.stream()));
  }

  @Override
  public Stored put(String path, Content content, Condition condition) {
    Content counted =
        new Content(
            content.length(),
            content.md5(),
            content.repeatable(),
            out -> content.writer().writeTo(new MeteredOutput(out)),
            content.type());
    return metered(() -> store.put(path, counted, condition));
  }

  @Override
  public void delete(String path, Condition condition) {
    metered(
        () -> {
          store.delete(path, condition);
          return true;
        });
  }

  @Override
  public void makeDirectory(String directory) {
    metered(
        () -> {
          store.makeDirectory(directory);
          return true;
        });
  }

  private <T> T metered(Supplier<T> call) {
    meters.forEach(Meter::began);
    T result;
    try {
      result = call.get();
    } catch (RuntimeException e) {
      finish(e);
      throw e;
    }
    answered();
    return result;
  }

  private void finish(RuntimeException e) {
    try {
      if (e instanceof StoreException failure && !isAnswer(failure)) {
        meters.forEach(meter -> meter.failed(failure));
      } else if (e instanceof StoreException) {
        meters.forEach(Meter::answered);
      }
    } finally {
      meters.forEach(Meter::ended);
    }
  }

  private void answered() {
    try {
      meters.forEach(Meter::answered);
    } finally {
      meters.forEach(Meter::ended);
    }
  }

  private static boolean isAnswer(StoreException failure) {
    return switch (failure.kind()) {
      case ABSENT, CONFLICT, REFUSED, AUTHENTICATION, CLOCK, FULL -> true;
      case THROTTLED, UNREACHABLE, CORRUPT -> false;
    };
  }

  private void moved(long bytes) {
    for (Meter meter : meters) {
      meter.moved(bytes);
    }
  }

  /** Counts what is sent. */
  private final class MeteredOutput extends OutputStream {
    private final OutputStream out;

    MeteredOutput(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      moved(1);
    }

    @Override
    public void write(byte[] block, int offset, int length) throws IOException {
      out.write(block, offset, length);
      moved(length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }

  /** Counts what is received; the call is over when the stream is closed. */
  private final class MeteredInput extends FilterInputStream {
    private final AtomicBoolean over = new AtomicBoolean();

    MeteredInput(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] block, int offset, int length) throws IOException {
      try {
        int n = super.read(block, offset, length);
        if (n > 0) {
          moved(n);
        }
        return n;
      } catch (StoreException e) {
        if (over.compareAndSet(false, true)) {
          finish(e);
        }
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      super.close();
      if (over.compareAndSet(false, true)) {
        answered();
      }
    }
  }
}
