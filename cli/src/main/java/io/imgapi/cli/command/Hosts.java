/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.host.Host;
import io.imgapi.core.ssh.SshLogin;
import java.util.Optional;

/** Gives commands the machine that their {@link HostOptions} name. */
public interface Hosts {

  /**
   * That machine; this one where no login is given. Nothing is connected yet: the first use of it
   * does. Whoever made this closes it when the command has ended.
   *
   * @param login what {@link HostOptions#login} says
   */
  Host on(Optional<SshLogin> login);
}
