/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.util.List;

/**
 * What a plan must be for it to be carried out.
 *
 * @param skipMissing whether images whose files are lost may be left out
 * @param replace whether local files that differ may be moved aside
 */
record RestoreChecks(boolean skipMissing, boolean replace) {

  /**
   * Checks.
   *
   * @throws ImgapiException {@code INTEGRITY} where files are lost; {@code REFUSED} where local
   *     ones differ, or there is no room
   */
  void require(RestorePlan plan) {
    if (!plan.lost().isEmpty() && !skipMissing) {
      throw ImgapiException.of(
              ExitCode.INTEGRITY,
              plan.lost().size() + " image files that are wanted are not in the backup")
          .with("first", plan.lost().get(0))
          .remedy(
              "run it with --skip-missing to leave their images out, or go back to a state that has"
                  + " them: imgapi snapshots");
    }
    List<String> differing = plan.differing();
    if (!differing.isEmpty() && !replace) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              differing.size() + " local files differ from the backup; nothing was changed")
          .with("first", differing.get(0))
          .remedy("to put the backup's in their place (they are moved, not deleted): --replace");
    }
    if (plan.bytes() > plan.freeBytes()) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              "not enough room: " + plan.bytes() + " bytes to fetch, " + plan.freeBytes() + " free")
          .remedy("make room on the data set");
    }
  }
}
