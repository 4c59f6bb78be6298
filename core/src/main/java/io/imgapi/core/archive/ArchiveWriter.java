/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Writes a tar.gz. */
public final class ArchiveWriter implements Closeable {
  private final TarArchiveOutputStream tar;
  private String last = "";

  public ArchiveWriter(OutputStream out) throws IOException {
    tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out), "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  /** Adds a file; names come in ascending byte order. */
  public void add(String name, byte[] content) throws IOException {
    if (last.compareTo(name) >= 0) {
      throw new IllegalArgumentException(name + " does not follow " + last);
    }
    last = name;
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setModTime(0);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
