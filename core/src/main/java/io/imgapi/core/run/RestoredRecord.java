/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a restore or an adoption recorded of the tie between the local trees and a backup area
 * ({@code run/restored.json}).
 *
 * @param rootDir the rootDir that the trees belong to, normalised, or {@link #NO_MANTA}
 * @param token the owner's token of that time; empty where no area was owned, or an older version
 *     wrote this
 * @param markerMd5 digest of {@code restored.marker} when this was written: another one means that
 *     an old tool restored since
 * @param fileStores file store of each tree, by tree name
 * @param withheld images that the restore left out, by uuid
 * @param mirrorLoses what the operator agreed to lose of the mirror when the trees went back to a
 *     snapshot; nothing once a backup has carried it out
 */
public record RestoredRecord(
    String rootDir,
    String token,
    String markerMd5,
    Map<String, String> fileStores,
    List<String> withheld,
    MirrorLoss mirrorLoses) {

  /** The rootDir of an instance that was set up without Manta. */
  public static final String NO_MANTA = "none";

  /** The same without one image that had been left out. */
  public RestoredRecord without(UUID image) {
    return new RestoredRecord(
        rootDir,
        token,
        markerMd5,
        fileStores,
        withheld.stream().filter(uuid -> !uuid.equals(image.toString())).toList(),
        mirrorLoses);
  }

  /** The same with nothing left that the mirror is to lose. */
  public RestoredRecord withoutLoss() {
    return new RestoredRecord(rootDir, token, markerMd5, fileStores, withheld, MirrorLoss.none());
  }

  /** Everything but the token. */
  @Override
  public String toString() {
    return "RestoredRecord[" + rootDir + ", withheld " + withheld + "]";
  }
}
