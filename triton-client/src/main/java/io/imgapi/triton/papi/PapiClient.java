/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.papi;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Asks PAPI (triton-apis.md 4). Every call may throw {@link TritonException}. */
public final class PapiClient implements AutoCloseable {

  /** A client of the PAPI at {@code base}; nothing is connected yet. */
  public PapiClient(URI base, TritonOptions options) {}

  /** One package, active or not, that this owner may use; empty where there is none. */
  public Optional<VmPackage> byUuid(UUID uuid, UUID owner) {
    throw new UnsupportedOperationException();
  }

  /** Active packages of this very name that this owner may use, all versions, all pages. */
  public List<VmPackage> byName(String name, UUID owner) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
