/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.digest.Md5;
import io.imgapi.core.store.StoreException.Kind;
import io.imgapi.manta.GetOptions;
import io.imgapi.manta.ListOptions;
import io.imgapi.manta.MantaBody;
import io.imgapi.manta.MantaClient;
import io.imgapi.manta.MantaDownload;
import io.imgapi.manta.MantaEntry;
import io.imgapi.manta.MantaListing;
import io.imgapi.manta.MantaPath;
import io.imgapi.manta.MantaStat;
import io.imgapi.manta.PutOptions;
import io.imgapi.manta.PutResult;
import io.imgapi.manta.error.AbsentException;
import io.imgapi.manta.error.CorruptException;
import io.imgapi.manta.error.MantaException;
import io.imgapi.manta.error.RefusedException;
import io.imgapi.manta.error.UnreachableException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Supplier;

/** The object store that is Manta. Repeats after passing trouble are the client's. */
public final class MantaStore implements ObjectStore {
  private final MantaClient client;

  public MantaStore(MantaClient client) {
    this.client = client;
  }

  @Override
  public Optional<Entry> head(String path) {
    return translating(
        () -> {
          try {
            return Optional.of(entry(client.stat(MantaPath.of(path))));
          } catch (AbsentException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public EntryListing list(String directory) {
    MantaListing listing = translating(() -> client.list(MantaPath.of(directory)));
    return new EntryListing() {
      @Override
      public boolean hasNext() {
        return translating(listing::hasNext);
      }

      @Override
      public Entry next() {
        return translating(() -> entry(directory, listing.next()));
      }

      @Override
      public void close() {
        listing.close();
      }
    };
  }

  @Override
  public Newest newest(String directory) {
    return translating(
        () -> {
          ListOptions options = ListOptions.standard().newestFirst().atMost(1);
          try (MantaListing listing = client.list(MantaPath.of(directory), options)) {
            Optional<Entry> entry =
                listing.hasNext()
                    ? Optional.of(entry(directory, listing.next()))
                    : Optional.empty();
            return new Newest(listing.resultSetSize(), entry);
          }
        });
  }

  @Override
  public Download get(String path, ReadFrom from) {
    GetOptions options = GetOptions.standard();
    if (from.offset() > 0) {
      options = options.from(from.offset(), from.etag());
    } else if (!from.etag().isEmpty()) {
      options = options.when(io.imgapi.manta.Condition.ifMatch(from.etag()));
    }
    GetOptions asked = from.hashedByReader() ? options.withoutHashing() : options;
    MantaDownload download = translating(() -> client.get(MantaPath.of(path), asked));
    return new Download(entryOrGivenUp(download), new TranslatingInput(download.stream()));
  }

  /** What nobody gets to close would keep its connection for good. */
  private static Entry entryOrGivenUp(MantaDownload download) {
    try {
      return entry(download.info());
    } catch (StoreException e) {
      download.close();
      throw e;
    }
  }

  @Override
  public Stored put(String path, Content content, Condition condition) {
    PutOptions plain = PutOptions.standard().when(clientCondition(condition));
    PutOptions options = content.type().isEmpty() ? plain : plain.contentType(content.type());
    PutOptions proven =
        content.md5().isPresent()
            ? options.contentMd5(content.md5().get().base64())
            : options.withoutHashing();
    PutResult result =
        translating(
            () -> {
              try {
                return client.put(MantaPath.of(path), new Body(content), proven);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return new Stored(result.etag(), Md5.ofBase64(result.md5()));
  }

  @Override
  public void delete(String path, Condition condition) {
    try {
      translating(() -> client.delete(MantaPath.of(path), clientCondition(condition)));
    } catch (StoreException e) {
      if (e.kind() != Kind.ABSENT || !(condition instanceof Condition.Always)) {
        throw e;
      }
    }
  }

  @Override
  public void makeDirectory(String directory) {
    translating(() -> client.mkdir(MantaPath.of(directory)));
  }

  private static io.imgapi.manta.Condition clientCondition(Condition condition) {
    if (condition instanceof Condition.IfMatch match) {
      return io.imgapi.manta.Condition.ifMatch(match.etag());
    }
    return condition instanceof Condition.IfAbsent
        ? io.imgapi.manta.Condition.ifAbsent()
        : io.imgapi.manta.Condition.none();
  }

  private static Entry entry(String directory, MantaEntry entry) {
    if (entry.isDirectory()) {
      return new Entry(entry.name(), true, "", 0, null, modified(directory, entry));
    }
    return new Entry(
        entry.name(),
        false,
        entry.etag(),
        entry.size(),
        digest(directory + "/" + entry.name(), entry.md5()),
        modified(directory, entry));
  }

  private static Instant modified(String directory, MantaEntry entry) {
    try {
      return entry.mtime().isEmpty() ? Instant.EPOCH : entry.modified();
    } catch (DateTimeParseException e) {
      String path = directory + "/" + entry.name();
      throw new StoreException(Kind.CORRUPT, path, "Manta names no usable time for " + path);
    }
  }

  private static Entry entry(MantaStat stat) {
    return new Entry(
        stat.path().name(),
        stat.isDirectory(),
        stat.etag(),
        Math.max(0, stat.size()),
        stat.md5().isEmpty() ? null : digest(stat.path().toString(), stat.md5()),
        stat.lastModified().orElse(Instant.EPOCH));
  }

  private static Md5 digest(String path, String base64) {
    try {
      return Md5.ofBase64(base64);
    } catch (IllegalArgumentException e) {
      throw new StoreException(Kind.CORRUPT, path, "Manta names no usable MD5 for " + path);
    }
  }

  static <T> T translating(Supplier<T> call) {
    try {
      return call.get();
    } catch (MantaException e) {
      throw translated(e);
    }
  }

  private static StoreException translated(MantaException e) {
    String etag = e instanceof CorruptException corrupt ? corrupt.etag() : "";
    boolean maybeApplied = e instanceof UnreachableException lost && lost.maybeApplied();
    return new StoreException(kind(e), e.path(), e.getMessage(), e.code(), etag, maybeApplied, e);
  }

  private static Kind kind(MantaException e) {
    return switch (e.category()) {
      case ABSENT -> Kind.ABSENT;
      case REFUSED ->
          e instanceof RefusedException refused && refused.authentication()
              ? Kind.AUTHENTICATION
              : Kind.REFUSED;
      case CONFLICT -> Kind.CONFLICT;
      case THROTTLED -> Kind.THROTTLED;
      case UNREACHABLE, STOPPED -> Kind.UNREACHABLE;
      case CORRUPT, BAD_ANSWER -> Kind.CORRUPT;
      case CLOCK -> Kind.CLOCK;
      case FULL -> Kind.FULL;
    };
  }

  /** A content in the client's form. */
  private record Body(Content content) implements MantaBody {
    @Override
    public long length() {
      return content.length();
    }

    @Override
    public boolean repeatable() {
      return content.repeatable();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      content.writer().writeTo(out);
    }
  }

  /** The client's failures while reading, in this port's form. */
  private static final class TranslatingInput extends FilterInputStream {
    TranslatingInput(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (MantaException e) {
        throw translated(e);
      }
    }

    @Override
    public int read(byte[] block, int offset, int length) throws IOException {
      try {
        return super.read(block, offset, length);
      } catch (MantaException e) {
        throw translated(e);
      }
    }
  }
}
