/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.core.explore.ExploreManta;
import io.imgapi.core.instance.InstanceLayout;

/** Gives the commands what they work with. */
@FunctionalInterface
public interface MantaUseCases {
  /** Opens Manta with the credentials of this instance or of the environment. */
  ExploreManta manta(InstanceLayout instance);
}
