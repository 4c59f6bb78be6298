/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core;

import io.imgapi.core.host.Host;
import io.imgapi.core.host.HostFiles;
import io.imgapi.core.host.LocalFiles;
import javax.net.SocketFactory;

/** A machine without any program: no service control, no zone metadata. */
final class NoPrograms implements Host {
  @Override
  public String name() {
    return "this machine";
  }

  @Override
  public HostFiles files() {
    return new LocalFiles();
  }

  @Override
  public SocketFactory sockets() {
    return SocketFactory.getDefault();
  }

  @Override
  public Result run(Command command) {
    return new NotFound(command.arguments().get(0));
  }
}
