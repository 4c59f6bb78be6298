/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.event.Events;
import io.imgapi.core.registration.KeyRegistration;
import java.util.Optional;

/**
 * A way to put keys on accounts that is open as long as a command needs it.
 *
 * @param way empty where none was asked for
 */
record Registering(Optional<KeyRegistration> way) implements AutoCloseable {

  /** Opens the way that was asked for. */
  static Registering by(
      Optional<RegistrationOptions.Way> wanted,
      RegistrationOptions options,
      Datacenters datacenters,
      DatacenterOptions datacenter,
      SshOptions ssh,
      TritonAccess triton,
      Events events) {
    return new Registering(
        wanted.map(
            way ->
                switch (way) {
                  case UFDS -> datacenters.registration(triton, events);
                  case CLOUDAPI ->
                      datacenters.registration(options.login(), datacenter.headnode(ssh), events);
                }));
  }

  @Override
  public void close() {
    way.ifPresent(KeyRegistration::close);
  }
}
