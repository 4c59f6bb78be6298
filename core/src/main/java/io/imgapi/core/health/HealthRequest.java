/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.health;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is to be checked.
 *
 * @param config the configuration's file, on the machine that is looked at
 * @param only these checks; empty for all that apply
 * @param httpsPort where the TLS front end listens, if that is not to be read from its
 *     configuration
 * @param limit for all checks together
 */
public record HealthRequest(
    Path config, Set<CheckName> only, OptionalInt httpsPort, Duration limit) {
  /** How long all checks together may take, unless somebody says otherwise. */
  public static final Duration USUAL_LIMIT = Duration.ofSeconds(10);

  /** Copies the set. */
  public HealthRequest {
    only = Set.copyOf(only);
  }

  Set<CheckName> wanted(Set<CheckName> applicable) {
    Set<CheckName> wanted = EnumSet.copyOf(applicable);
    if (!only.isEmpty()) {
      wanted.retainAll(only);
    }
    return wanted;
  }
}
