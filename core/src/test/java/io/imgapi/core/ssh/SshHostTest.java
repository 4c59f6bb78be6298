/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ssh;

import io.imgapi.core.host.Host;
import io.imgapi.core.host.HostContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A machine behind a real OpenSSH server keeps the contract. */
class SshHostTest extends HostContract {
  @TempDir static Path home;
  private static SshFixture fixture;
  private static SshHost host;

  @BeforeAll
  static void start() throws IOException {
    fixture = SshFixture.start(home);
    host = fixture.host();
  }

  @AfterAll
  static void stop() {
    if (fixture != null) {
      fixture.close();
    }
  }

  @Override
  protected Host host() {
    return host;
  }
}
