/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.ufds;

import io.imgapi.triton.TritonException;
import io.imgapi.triton.TritonOptions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Asks and changes a UFDS (triton-apis.md 3). Every call may throw {@link TritonException}. */
public final class UfdsClient implements AutoCloseable {

  /** A client; nothing is connected yet. */
  public UfdsClient(UfdsAddress address, TritonOptions options) {}

  /** An account by its login or uuid; empty where there is none. */
  public Optional<UfdsUser> user(String loginOrUuid) {
    throw new UnsupportedOperationException();
  }

  /** The keys of an account, all of them. */
  public List<UfdsKey> keys(UUID user) {
    throw new UnsupportedOperationException();
  }

  /**
   * Puts a key on an account. Safe to repeat: a key that is there already is left as it is.
   *
   * @param openssh one line; the fingerprint is computed from it
   * @throws TritonException {@code CONFLICT} where another key has the name
   */
  public UfdsKey addKey(UUID user, String name, String openssh) {
    throw new UnsupportedOperationException();
  }

  /** Takes a key off an account. Safe to repeat: one that is not there does not matter. */
  public void removeKey(UUID user, String fingerprint) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
