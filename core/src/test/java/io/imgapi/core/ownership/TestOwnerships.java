/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import io.imgapi.core.instance.IdentitySource;
import io.imgapi.core.instance.InstanceIdentity;
import io.imgapi.core.instance.InstanceLayout;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** The ownership of test instances, each of which is told by its directory. */
public final class TestOwnerships {
  /** The alias that all of them have. */
  public static final String ALIAS = "test";

  private TestOwnerships() {}

  /** For one instance. */
  public static Ownerships of(InstanceLayout layout) {
    return of(layout, uuidOf(layout.root()), Clock.systemUTC());
  }

  /** For an instance with a given uuid. */
  public static Ownerships of(InstanceLayout layout, String uuid, Clock clock) {
    InstanceIdentity identity = new InstanceIdentity(uuid, ALIAS, "sandbox");
    IdentitySource source =
        new IdentitySource() {
          @Override
          public InstanceIdentity identity() {
            return identity;
          }

          @Override
          public void keep(InstanceIdentity known) {}
        };
    return new Ownerships(layout, source, clock, time -> {}, () -> UUID.randomUUID().toString());
  }

  private static String uuidOf(Path root) {
    return UUID.nameUUIDFromBytes(root.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .toString();
  }
}
