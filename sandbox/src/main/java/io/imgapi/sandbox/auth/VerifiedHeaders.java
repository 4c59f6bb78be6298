/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers signatures that held. Clients sign once a second and repeat the header on every request
 * of that second (manta-protocol.md 2.1), so most requests need no arithmetic.
 */
final class VerifiedHeaders {

  private static final int CAPACITY = 1024;

  private final ConcurrentHashMap<Key, Verified> known = new ConcurrentHashMap<>();

  Optional<Verified> find(String authorization, String date, long revision) {
    Verified verified = known.get(new Key(authorization, date));
    return verified != null && verified.revision() == revision
        ? Optional.of(verified)
        : Optional.empty();
  }

  void remember(String authorization, String date, Verified verified) {
    if (known.size() >= CAPACITY) {
      known.clear();
    }
    known.put(new Key(authorization, date), verified);
  }

  record Key(String authorization, String date) {}

  /** What was proven, under which revision of the keys. */
  record Verified(Caller caller, KeyId keyId, Instant date, long revision) {}
}
