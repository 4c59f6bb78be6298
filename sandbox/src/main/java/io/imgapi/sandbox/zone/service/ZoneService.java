/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.service;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** What a service of a zone runs. */
@FunctionalInterface
public interface ZoneService {

  /**
   * Starts it; when this returns, it serves.
   *
   * @param log the service's log, to which it may append
   * @return what stops it; nothing of it runs any more when its {@code close} returns
   * @throws io.imgapi.sandbox.SandboxException when it cannot run as it is configured; the message
   *     becomes the reason that {@code svcs -x} shows
   * @throws IOException when a file or a port cannot be used; shown in the same way
   */
  Closeable start(Path log) throws IOException;
}
