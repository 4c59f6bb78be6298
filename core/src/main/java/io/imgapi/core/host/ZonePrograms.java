/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.host;

import java.nio.file.Path;

/**
 * Where the programs of a zone are.
 *
 * <p>In the zone itself they are found like any program. Below another root only those that lie
 * there count: the service control of this machine rules other services than the ones below that
 * root.
 *
 * @param root {@code /}, or the directory under which an instance's files lie
 */
public record ZonePrograms(Path root) {

  /** Starts and stops services. */
  public String svcadm() {
    return program("/usr/sbin/svcadm");
  }

  /** Lists services. */
  public String svcs() {
    return program("/usr/bin/svcs");
  }

  /** Reads zone metadata. */
  public String mdataGet() {
    return program("/usr/sbin/mdata-get");
  }

  /** Reads and replaces the user's crontab. */
  public String crontab() {
    return program("/usr/bin/crontab");
  }

  /**
   * Any other program of the zone.
   *
   * @param absolute where it lies in a zone, for example {@code /usr/sbin/logadm}
   */
  public String program(String absolute) {
    if (root.equals(root.getRoot())) {
      return absolute.substring(absolute.lastIndexOf('/') + 1);
    }
    return root.resolve(absolute.substring(1)).toAbsolutePath().toString();
  }
}
