/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;

/**
 * Refuses a backup that would delete suspiciously much: more than 10 entries and more than 20 % of
 * a tree, or everything that it has. A bad disk or a wrong mount looks just like that.
 */
final class MassDeleteGuard {
  private static final int FEW = 10;
  private static final int PERCENT = 20;
  private static final int WHOLE = 100;
  private final BackupLimits limits;

  MassDeleteGuard(BackupLimits limits) {
    this.limits = limits;
  }

  /**
   * Checks one tree.
   *
   * @param tree its name, for the message
   * @param goneLocally entries that would be deleted because they are gone locally
   * @param entries entries that the mirror has
   * @throws ImgapiException {@code REFUSED} where that is too much
   */
  void check(String tree, int goneLocally, int entries) {
    if (limits.allowMassDelete() || goneLocally == 0) {
      return;
    }
    if (limits.maxDelete().isPresent()) {
      if (goneLocally > limits.maxDelete().getAsInt()) {
        throw refused(tree, goneLocally, entries, "--max-delete " + limits.maxDelete().getAsInt());
      }
      return;
    }
    boolean many = goneLocally > FEW && (long) goneLocally * WHOLE > (long) entries * PERCENT;
    if (many || goneLocally == entries) {
      throw refused(
          tree, goneLocally, entries, "more than 10 entries and more than 20 %, or everything");
    }
  }

  private static ImgapiException refused(String tree, int gone, int entries, String limit) {
    return ImgapiException.of(
            ExitCode.REFUSED,
            "the mass-delete guard stopped the backup: "
                + gone
                + " of "
                + entries
                + " entries of the "
                + tree
                + " tree are gone locally; nothing was changed in the backup")
        .remedy(
            "look whether the local data is complete (mounts, data sets, disks); if so, run it once"
                + " with --allow-mass-delete or --max-delete "
                + gone)
        .with("guard", limit);
  }
}
