/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * One append-only file of transactions: length, checksum, changes. A record cut short by the death
 * of the process was never acknowledged; reading stops there.
 */
final class Journal implements Closeable {

  private static final int HEADER = 8;

  private final Path file;
  private final FileChannel channel;
  private long size;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Journal create(Path file) throws IOException {
    return new Journal(
        file,
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING));
  }

  /** Hands one transaction to the operating system; on failure nothing of it remains. */
  void append(List<Change> changes) throws IOException {
    ByteWriter out = new ByteWriter(512);
    out.putInt(0);
    out.putInt(0);
    ChangeCodec.encode(changes, out);
    int length = out.size() - HEADER;
    CRC32C checksum = new CRC32C();
    checksum.update(out.array(), HEADER, length);
    out.putInt(0, length);
    out.putInt(4, (int) checksum.getValue());
    ByteBuffer record = ByteBuffer.wrap(out.array(), 0, out.size());
    try {
      long at = size;
      while (record.hasRemaining()) {
        at += channel.write(record, at);
      }
      size = at;
    } catch (IOException failure) {
      channel.truncate(size);
      throw failure;
    }
  }

  long size() {
    return size;
  }

  Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  static void replay(Path file, Consumer<Change> target) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      long length = in.size();
      long at = 0;
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      while (at + HEADER <= length) {
        readFully(in, header.clear(), at);
        int size = header.getInt(0);
        if (size < 0 || at + HEADER + size > length) {
          return;
        }
        ByteBuffer record = ByteBuffer.allocate(size);
        readFully(in, record, at + HEADER);
        CRC32C checksum = new CRC32C();
        checksum.update(record.flip());
        if ((int) checksum.getValue() != header.getInt(4)) {
          return;
        }
        ChangeCodec.decode(record.rewind()).forEach(target);
        at += HEADER + size;
      }
    }
  }

  private static void readFully(FileChannel in, ByteBuffer target, long at) throws IOException {
    long position = at;
    while (target.hasRemaining()) {
      int read = in.read(target, position);
      if (read < 0) {
        throw new IOException("journal ends early");
      }
      position += read;
    }
  }

  static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }
}
