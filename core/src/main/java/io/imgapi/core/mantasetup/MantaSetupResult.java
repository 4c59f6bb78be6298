/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mantasetup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A Manta that is configured.
 *
 * @param kept the file with what was configured before; empty where nothing was changed in SAPI
 * @param removed keys that were taken off the account
 * @param storing zones that were seen to keep image files in Manta
 * @param unseen zones that were to, and were not seen to: they say otherwise, or did not answer
 */
public record MantaSetupResult(
    Optional<Path> kept, List<AccountKey> removed, List<String> storing, List<String> unseen) {
  public MantaSetupResult {
    removed = List.copyOf(removed);
    storing = List.copyOf(storing);
    unseen = List.copyOf(unseen);
  }
}
