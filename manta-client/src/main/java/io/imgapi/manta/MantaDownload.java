/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.error.FailedRequest;
import io.imgapi.manta.error.RefusedException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * An object being read. Holds a connection until it is closed; closing early drops that connection.
 * Not thread-safe.
 *
 * <p>The stream goes on by itself where the connection breaks, with a range and the etag of the
 * first answer, as long as each continuation brings bytes or the retry policy allows another. At
 * the end length and MD5 are checked: the last {@code read} that would say "end" throws instead. So
 * what was read is good only once the end has been seen.
 */
public final class MantaDownload implements Closeable {
  private static final int BUFFER = 64 * 1024;

  private final MantaStat info;
  private final ResumingStream stream;

  MantaDownload(MantaStat info, ResumingStream stream) {
    this.info = info;
    this.stream = stream;
  }

  /**
   * What the headers said; size is that of the whole object, md5 is empty for a ranged download.
   */
  public MantaStat info() {
    return info;
  }

  /**
   * The content. Its methods never throw {@link IOException} but {@link
   * io.imgapi.manta.error.MantaException}: {@code UnreachableException} if it broke and could not
   * be continued, {@code ConflictException} if the object was replaced meanwhile, {@code
   * CorruptException} at the end if length or MD5 differ. So whoever copies it can tell a failure
   * of Manta from one of the local disk.
   */
  public InputStream stream() {
    return stream;
  }

  /**
   * Copies everything.
   *
   * @return bytes copied
   * @throws IOException only from {@code out}; from Manta as {@link #stream()} says
   */
  public long transferTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long copied = 0;
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      out.write(buffer, 0, count);
      copied += count;
    }
    return copied;
  }

  /**
   * Everything that is still to come, checked.
   *
   * @param max most bytes expected
   * @throws RefusedException if it is more than {@code max}
   */
  public byte[] readAll(int max) {
    try {
      boolean tooLarge = stream.remaining() > max;
      byte[] bytes = tooLarge ? new byte[0] : stream.readNBytes(max);
      if (tooLarge || stream.read() >= 0) {
        throw new RefusedException(
            new FailedRequest(
                "GET", info.path().toString(), 200, "", "", "larger than " + max + " bytes"));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("this stream reports its failures in another way", e);
    }
  }

  /** Lets the connection go; safe to call more than once. */
  @Override
  public void close() {
    stream.close();
  }
}
