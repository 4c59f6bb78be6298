/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Writes a {@code .tar.gz} of regular files. The same names with the same contents give the same
 * uncompressed bytes, whoever writes them when and where; the compressed ones are the same as long
 * as Java's compressor is.
 */
public final class ArchiveWriter implements Closeable {
  private static final int MODE = 0644;
  private final TarArchiveOutputStream tar;
  private String previous = "";

  /**
   * Begins an archive.
   *
   * @param out gets the bytes; closed with this
   */
  public ArchiveWriter(OutputStream out) throws IOException {
    GzipParameters header = new GzipParameters();
    header.setModificationTime(0);
    header.setOS(GzipParameters.OS.UNIX);
    header.setCompressionLevel(Deflater.DEFAULT_COMPRESSION);
    tar =
        new TarArchiveOutputStream(
            new GzipCompressorOutputStream(out, header), StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  /**
   * Adds a file.
   *
   * @param name relative path with {@code /} between its parts; after the one before it by the
   *     bytes of its UTF-8 form
   * @throws IllegalArgumentException where the name is not one that {@link ArchiveReader} takes, or
   *     not after the one before it
   */
  public void add(String name, byte[] content) throws IOException {
    Optional<String> fault = EntryName.fault(name);
    if (fault.isPresent()) {
      throw new IllegalArgumentException("the entry \"" + name + "\" " + fault.get());
    }
    if (!EntryName.isAfter(name, previous)) {
      throw new IllegalArgumentException(name + " does not come after " + previous);
    }
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setMode(MODE);
    entry.setModTime(0);
    entry.setIds(0, 0);
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
    previous = name;
  }

  /** Writes the end and closes what is below. Safe to repeat. */
  @Override
  public void close() throws IOException {
    tar.close();
  }
}
