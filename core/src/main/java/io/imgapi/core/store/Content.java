/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import io.imgapi.core.digest.Md5;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * What a put sends.
 *
 * @param length bytes that will be written
 * @param md5 digest where it is known beforehand; the store then refuses other bytes. Empty: the
 *     writer hashes as it writes, and the caller of the put compares with what the store computed
 * @param repeatable whether {@code writer} may be called again after a broken attempt
 * @param writer writes the bytes; an exception from it breaks the transfer so that nothing is
 *     stored, and reaches the caller of the put as it is
 * @param type what kind of content it is, for example {@code text/plain}; empty: the store decides
 */
public record Content(
    long length, Optional<Md5> md5, boolean repeatable, Writer writer, String type) {

  /** Content of whatever type. */
  public Content(long length, Optional<Md5> md5, boolean repeatable, Writer writer) {
    this(length, md5, repeatable, writer, "");
  }

  /** Writes the bytes of a content. */
  @FunctionalInterface
  public interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Content in memory, with its digest. */
  public static Content ofBytes(byte[] bytes) {
    return new Content(bytes.length, Optional.of(Md5.of(bytes)), true, out -> out.write(bytes));
  }
}
