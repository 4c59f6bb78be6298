/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.error.ExitCode;
import java.util.List;

/**
 * What a restore did.
 *
 * @param manifests manifests placed
 * @param files image files fetched
 * @param bytes their bytes
 * @param withheld images left out because their files are lost, by uuid
 * @param lost wanted files that the area lacks
 * @param replacedTo where replaced local files were moved, or empty where none was
 * @param serviceRestarted whether there was a service to stop and start
 */
public record RestoreResult(
    long manifests,
    long files,
    long bytes,
    List<String> withheld,
    List<String> lost,
    String replacedTo,
    boolean serviceRestarted) {

  public ExitCode exitCode() {
    return withheld.isEmpty() && lost.isEmpty() ? ExitCode.OK : ExitCode.PARTIAL;
  }
}
