/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.configedit;

import java.nio.file.Path;

/**
 * A change that is in place.
 *
 * @param previous where the configuration before it is kept
 */
public record ConfigResult(Path file, Path previous, Service service) {

  /** What became of the service. */
  public enum Service {
    /** It was restarted and answers where the new configuration says. */
    RESTARTED,
    /** It is disabled, and was left so: it reads the file when somebody enables it. */
    DISABLED,
    /** No service of that name is managed on this machine. */
    NOT_MANAGED,
    /** The file is not the one that the service reads. */
    OTHER_FILE
  }
}
