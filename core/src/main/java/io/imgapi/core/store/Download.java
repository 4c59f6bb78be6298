/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import java.io.InputStream;

/**
 * An object being read.
 *
 * @param entry what the store says of it
 * @param stream the bytes; closing it ends the transfer
 */
public record Download(Entry entry, InputStream stream) implements AutoCloseable {

  @Override
  public void close() {
    try {
      stream.close();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
