/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import io.imgapi.core.instance.IdentitySource;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.store.ObjectStore;
import io.imgapi.core.time.Sleeper;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks for one instance whose an area is.
 *
 * @param tokens makes a new token, never the same twice
 */
public record Ownerships(
    InstanceLayout layout,
    IdentitySource identity,
    Clock clock,
    Sleeper sleeper,
    Supplier<String> tokens) {

  /**
   * What this instance knows to own an area with, without asking Manta; empty where it never owned
   * it.
   */
  public Optional<String> ownToken(String rootDir) {
    return new OwnTokenFile(layout)
        .read()
        .filter(own -> own.rootDir().equals(rootDir))
        .map(OwnToken::token);
  }

  /** The question for one area. */
  public Ownership of(ObjectStore store, MirrorLayout mirror, Claimant claimant) {
    return new Ownership(store, mirror, layout, identity, claimant, clock, sleeper, tokens);
  }
}
