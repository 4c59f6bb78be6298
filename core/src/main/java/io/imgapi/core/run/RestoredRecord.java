/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import java.util.List;
import java.util.Map;

/**
 * What a restore or an adoption recorded of the tie between the local trees and a backup area
 * ({@code run/restored.json}).
 *
 * @param rootDir the rootDir that the trees belong to, normalised, or {@link #NO_MANTA}
 * @param markerMd5 digest of {@code restored.marker} when this was written: another one means that
 *     an old tool restored since
 * @param fileStores file store of each tree, by tree name
 * @param withheld images that the restore left out, by uuid
 */
public record RestoredRecord(
    String rootDir, String markerMd5, Map<String, String> fileStores, List<String> withheld) {

  /** The rootDir of an instance that was set up without Manta. */
  public static final String NO_MANTA = "none";
}
