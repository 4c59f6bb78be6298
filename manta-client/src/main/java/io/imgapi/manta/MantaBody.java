/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a put sends.
 *
 * <p>A repeatable body is written anew for every attempt. One that is not is sent at most once: the
 * client then repeats a put only while nothing of it has been asked for.
 */
public interface MantaBody {

  /** Exact number of bytes; -1 where it is not known, which sends it chunked. */
  long length();

  /** Whether {@link #writeTo} can be called again and writes the same bytes. */
  boolean repeatable();

  /**
   * Writes exactly {@link #length()} bytes, or all there is; does not close the stream.
   *
   * @throws IOException from the caller's own source; the put throws it on, unchanged, and nothing
   *     is stored
   */
  void writeTo(OutputStream out) throws IOException;

  /** These bytes; not copied, so do not change them before the put has returned. Repeatable. */
  static MantaBody of(byte[] bytes) {
    return new StandardBody(bytes.length, true, out -> out.write(bytes));
  }

  /**
   * The first {@code size} bytes of a file, where size is its present length; it is opened for
   * every attempt. A file that has become shorter meanwhile fails the put, what is appended
   * meanwhile is not sent. Repeatable.
   *
   * @throws IOException if the file cannot be looked at
   */
  static MantaBody of(Path file) throws IOException {
    return ofSlice(file, 0, Files.size(file));
  }

  /** {@code length} bytes of a file from {@code offset}. Repeatable. */
  static MantaBody ofSlice(Path file, long offset, long length) {
    return new StandardBody(length, true, new FileSlice(file, offset, length));
  }

  /**
   * The next {@code length} bytes of a stream, or with -1 all of it. Not repeatable. The caller
   * closes the stream.
   */
  static MantaBody of(InputStream in, long length) {
    return new StandardBody(length, false, new StreamCopy(in, length));
  }

  /** What {@code writer} writes. Not repeatable. */
  static MantaBody written(long length, BodyWriter writer) {
    return new StandardBody(length, false, writer);
  }

  /** What {@code writer} writes, as often as asked. */
  static MantaBody writtenRepeatably(long length, BodyWriter writer) {
    return new StandardBody(length, true, writer);
  }
}
