/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.napi;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Asks NAPI (triton-apis.md 5). Every call may throw {@link TritonException}. */
public final class NapiClient implements AutoCloseable {

  /** A client of the NAPI at {@code base}; nothing is connected yet. */
  public NapiClient(URI base, TritonOptions options) {}

  /** Pools that this owner may use, all pages, by uuid. */
  public List<Network> pools(UUID owner) {
    throw new UnsupportedOperationException();
  }

  /** Networks that this owner may use and that are no fabrics, all pages, by name. */
  public List<Network> networks(UUID owner) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
