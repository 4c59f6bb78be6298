/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import io.imgapi.core.host.Host.Command;
import io.imgapi.core.host.Host.Exited;
import java.time.Duration;

/** What a machine calls itself. */
public final class HostName {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private HostName() {}

  /** The name, for log records; {@code unknown} where the machine does not say. */
  public static String of(Host host) {
    return host.run(Command.of(LIMIT, "hostname")) instanceof Exited exited
            && exited.succeeded()
            && !exited.out().isBlank()
        ? exited.out().strip()
        : "unknown";
  }
}
