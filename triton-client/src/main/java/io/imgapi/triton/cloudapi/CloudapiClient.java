/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.cloudapi;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import io.imgapi.triton.imgapi.Trust;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks and changes CloudAPI (triton-apis.md 11). Every call may throw {@link TritonException}. */
public final class CloudapiClient implements AutoCloseable {

  /** A client; nothing is connected yet. */
  public CloudapiClient(URI base, Trust trust, CloudapiSigner signer, TritonOptions options) {}

  /** The keys of the account. */
  public List<CloudKey> keys() {
    throw new UnsupportedOperationException();
  }

  /**
   * Puts a key on the account. Safe to repeat: a key that is there already is left as it is.
   *
   * @throws TritonException {@code CONFLICT} where another key has the name or it is no key
   */
  public CloudKey addKey(String name, String openssh) {
    throw new UnsupportedOperationException();
  }

  /** Takes a key off the account; one that is not there does not matter. */
  public void removeKey(String fingerprint) {
    throw new UnsupportedOperationException();
  }

  /** A machine's metadata, such as {@code instPubKey}. */
  public Map<String, String> machineMetadata(UUID machine) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
