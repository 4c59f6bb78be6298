/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.archive;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads a {@code .tar.gz} of regular files, entry by entry, and refuses everything else.
 *
 * <p>Taken is what {@link ArchiveWriter} writes, and what another tar writes of regular files whose
 * names ascend. The memory needed is that of one entry of the largest size allowed, whatever the
 * archive holds or says of itself. An end reached without an exception means that the archive was
 * whole and that nothing follows it.
 */
public final class ArchiveReader implements Closeable {
  private static final int HEADERS = 64 * 1024;
  private static final int LONGEST_CONTENT = Integer.MAX_VALUE - 8;
  private final Limits limits;
  private final BufferedInputStream compressed;
  private final MeasuredInput uncompressed;
  private final StrictTar tar;
  private State state = State.READING;
  private String previous = "";
  private long entries;
  private long bytes;

  /** How far the reading is. */
  private enum State {
    READING,
    BROKEN,
    ENDED
  }

  /**
   * A file of an archive.
   *
   * @param name relative path, {@code /} between its parts, none of them empty or dots
   * @param content all its bytes
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Item(String name, byte[] content) {}

  /**
   * What an archive may hold at most; more is refused.
   *
   * @param entryBytes of one entry
   * @param totalBytes of all contents together
   * @param entries files
   */
  public record Limits(long entryBytes, long totalBytes, long entries) {}

  /**
   * Begins reading.
   *
   * @param in the compressed bytes; closed with this, and by a constructor that fails
   * @throws IOException where it does not begin as such an archive, or cannot be read
   */
  public ArchiveReader(InputStream in, Limits limits) throws IOException {
    this.limits = limits;
    MeasuredInput source = new MeasuredInput(in);
    this.compressed = new BufferedInputStream(source);
    try {
      source.allow(HEADERS, "the header of the compression is larger than " + HEADERS + " bytes");
      this.uncompressed = new MeasuredInput(new GzipCompressorInputStream(compressed));
      source.allow(Long.MAX_VALUE, "");
    } catch (EOFException e) {
      in.close();
      throw tooShort(e);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
    this.tar = new StrictTar(uncompressed);
  }

  /**
   * The next file; empty at the end.
   *
   * @throws HostileArchiveException where the archive holds what it must not; nothing more is read
   * @throws IOException where it is damaged, stops too early or cannot be read
   */
  public Optional<Item> next() throws IOException {
    if (state == State.BROKEN) {
      throw new IOException("reading the archive failed before");
    }
    if (state == State.ENDED) {
      return Optional.empty();
    }
    state = State.BROKEN;
    try {
      Optional<Item> item = read();
      state = item.isPresent() ? State.READING : State.ENDED;
      return item;
    } catch (EOFException e) {
      throw tooShort(e);
    }
  }

  private static IOException tooShort(EOFException cause) {
    return new IOException("the archive stops before its end", cause);
  }

  private Optional<Item> read() throws IOException {
    uncompressed.allow(
        HEADERS, "the headers of an entry are larger than " + HEADERS + " bytes together");
    TarArchiveEntry entry = nextEntry();
    if (entry == null) {
      expectEnd();
      return Optional.empty();
    }
    String name = judged(entry);
    uncompressed.allow(entry.getSize(), "an entry is larger than it says");
    byte[] content = tar.readNBytes((int) entry.getSize());
    previous = name;
    return Optional.of(new Item(name, content));
  }

  private TarArchiveEntry nextEntry() throws IOException {
    try {
      return tar.getNextEntry();
    } catch (RuntimeException e) {
      if (uncompressed.threw(e)) {
        throw e;
      }
      throw new IOException("a header of the archive makes no sense", e);
    }
  }

  private void expectEnd() throws IOException {
    uncompressed.allow(HEADERS, "the archive ends in more than " + HEADERS + " zeros");
    tar.expectEnd();
    if (compressed.read() >= 0) {
      throw new HostileArchiveException("something follows the end of the compressed archive");
    }
  }

  private String judged(TarArchiveEntry entry) throws HostileArchiveException {
    String name = entry.getName();
    Optional<String> fault = EntryName.fault(name);
    if (fault.isPresent()) {
      throw HostileArchiveException.of(name, fault.get());
    }
    if (entry.isSparse()) {
      throw HostileArchiveException.of(name, "is a sparse file");
    }
    if (!entry.isFile()) {
      throw HostileArchiveException.of(name, "is no regular file");
    }
    if (name.equals(previous)) {
      throw HostileArchiveException.of(name, "is there twice");
    }
    if (!EntryName.isAfter(name, previous)) {
      throw HostileArchiveException.of(name, "is out of order, so it may be there twice");
    }
    long size = entry.getSize();
    if (size < 0 || size > Math.min(limits.entryBytes(), LONGEST_CONTENT)) {
      throw HostileArchiveException.of(
          name, "has " + size + " bytes; " + limits.entryBytes() + " are allowed");
    }
    bytes += size;
    if (bytes > limits.totalBytes()) {
      throw new HostileArchiveException(
          "the entries have more than " + limits.totalBytes() + " bytes together");
    }
    entries++;
    if (entries > limits.entries()) {
      throw new HostileArchiveException("there are more than " + limits.entries() + " entries");
    }
    return name;
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
