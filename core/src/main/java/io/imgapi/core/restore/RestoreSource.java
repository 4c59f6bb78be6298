/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.mirror.RemoteObject;
import io.imgapi.core.run.MirrorLoss;
import io.imgapi.core.snapshot.SnapshotId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** A state of the instance that can be restored: the mirror as it is, or a snapshot. */
interface RestoreSource {

  /** The snapshot that it is; empty where it is the mirror. */
  Optional<SnapshotId> snapshot();

  /** How many manifests it has. */
  int manifests();

  /** What the mirror holds and this state lacks; nothing where it is the mirror. */
  MirrorLoss mirrorLoses();

  /** Hands out every manifest, from one thread or several. */
  void forEachManifest(ManifestVisitor visitor);

  /** A file that a manifest names; empty where it cannot be had. */
  Optional<HeldFile> file(UUID uuid, String name);

  /**
   * Files of the images tree that belong to this state whatever the manifests name.
   *
   * @param wanted which relative paths are of interest
   * @return by relative path; empty values for what cannot be had any more
   */
  Map<String, Optional<HeldFile>> others(Predicate<String> wanted);

  /** Takes a manifest. */
  @FunctionalInterface
  interface ManifestVisitor {
    /**
     * One manifest.
     *
     * @param object its version
     * @param bytes its content, which is fetched only where it is asked for
     */
    void visit(UUID uuid, RemoteObject object, Bytes bytes);
  }

  /** A content that is fetched when it is asked for. */
  @FunctionalInterface
  interface Bytes {
    byte[] get() throws IOException;
  }
}
