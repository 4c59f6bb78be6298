/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * An object being read.
 *
 * @param entry what the store says of it
 * @param stream the bytes; closing it ends the transfer
 */
public record Download(Entry entry, InputStream stream) implements AutoCloseable {

  /**
   * All of it.
   *
   * @param path of the object, for the failure
   * @param most bytes that are read
   * @throws StoreException of kind {@code CORRUPT} where it is longer, without reading on
   * @throws IOException where it cannot be read
   */
  public byte[] bytes(String path, long most) throws IOException {
    byte[] bytes = stream.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 1L) + 1);
    if (bytes.length > most) {
      throw new StoreException(
          StoreException.Kind.CORRUPT, path, path + " is longer than " + most + " bytes");
    }
    return bytes;
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
