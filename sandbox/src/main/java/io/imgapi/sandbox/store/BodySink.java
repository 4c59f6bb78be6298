/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Takes the bytes of one upload, hashing them. Not for use by several threads. */
public final class BodySink implements ReceivedBody {

  private final Bodies bodies;
  private final MessageDigest digest;
  private byte[] start = new byte[2048];
  private long size;
  private FileChannel channel;
  private long fileNumber;
  private boolean adopted;
  private String md5;

  BodySink(Bodies bodies) {
    this.bodies = bodies;
    try {
      this.digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** Takes all remaining bytes of a buffer. */
  public void write(ByteBuffer bytes) throws IOException {
    digest.update(bytes.duplicate());
    int length = bytes.remaining();
    if (channel == null && size + length <= Bodies.LARGEST_RECORD) {
      if (size + length > start.length) {
        start = Arrays.copyOf(start, Bodies.LARGEST_RECORD);
      }
      bytes.get(start, (int) size, length);
    } else {
      if (channel == null) {
        spill();
      }
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    size += length;
  }

  private void spill() throws IOException {
    fileNumber = bodies.nextNumber();
    channel =
        FileChannel.open(
            bodies.partFile(fileNumber), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    ByteBuffer head = ByteBuffer.wrap(start, 0, (int) size);
    while (head.hasRemaining()) {
      channel.write(head);
    }
    start = new byte[0];
  }

  /** Returns the number of bytes taken so far. */
  @Override
  public long size() {
    return size;
  }

  @Override
  public String md5() {
    if (md5 == null) {
      md5 = Base64.getEncoder().encodeToString(digest.digest());
    }
    return md5;
  }

  @Override
  public Optional<byte[]> small() {
    return channel == null ? Optional.of(Arrays.copyOf(start, (int) size)) : Optional.empty();
  }

  @Override
  public long adoptFile() {
    try {
      channel.close();
      bodies.adopt(fileNumber);
      adopted = true;
      return fileNumber;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    if (channel != null && !adopted) {
      try {
        channel.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } finally {
        bodies.discard(fileNumber);
      }
    }
  }
}
