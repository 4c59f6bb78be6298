/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.zone.program;

import java.nio.file.Path;

/**
 * Where a zone lies: what is {@code /} within it, and what outlives its root disk.
 *
 * @param root what is {@code /} within the zone, absolute
 * @param state holds the zone's uuid, metadata and what its data set is like, absolute; outside the
 *     root, so that a new root disk does not touch it
 */
public record ZonePlace(Path root, Path state) {

  /** Makes both absolute. */
  public ZonePlace {
    root = root.toAbsolutePath().normalize();
    state = state.toAbsolutePath().normalize();
  }

  /**
   * Returns a path of the zone as this machine sees it.
   *
   * @param path absolute within the zone, such as {@code /var/log}
   */
  public Path at(String path) {
    return root.resolve(path.substring(1));
  }

  /** Returns the file of a metadata key; there is none for a key that is not set. */
  public Path metadata(String key) {
    return state.resolve("metadata").resolve(key);
  }

  /** Returns the file with the zone's uuid. */
  public Path uuid() {
    return state.resolve("uuid");
  }

  /**
   * Returns a file that makes the metadata programs fail while it exists: one line, an exit status
   * and a reason.
   */
  public Path metadataFailure() {
    return state.resolve("mdata.failure");
  }

  /** Returns a file that says, by being there, that the zone has no delegated data set. */
  public Path datasetGone() {
    return state.resolve("dataset.gone");
  }

  /** Returns where the zone's services are kept; on the root disk, as the real ones. */
  public Path services() {
    return at("/etc/svc/sandbox");
  }
}
