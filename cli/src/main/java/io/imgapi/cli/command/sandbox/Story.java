/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import java.nio.file.Path;

/** What {@code sandbox demo} tells. */
public interface Story {

  /** Tells it in {@code directory}, which it fills. */
  void tell(Path directory);

  /** Deletes the directory with all that is in it. */
  void clearAway(Path directory);
}
