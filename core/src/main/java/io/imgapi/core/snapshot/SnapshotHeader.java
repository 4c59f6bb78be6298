/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import io.imgapi.core.digest.Md5;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.UUID;

/**
 * What a snapshot says of itself.
 *
 * @param id its name
 * @param seq the run of its owner that made it
 * @param instance uuid of the instance that made it
 * @param alias what operators call that instance
 * @param time when it was made, by that instance's clock; the id may be later, never earlier
 * @param partial whether some items of that run failed, so that the mirror was not quite as local
 * @param files how many files it lists
 * @param bytes their bytes
 * @param archive digest of its archive of manifests
 * @param archiveBefore digest of the archive that this one replaces and that holds everything, too;
 *     it is still there where the replacement was broken off. Empty where none was replaced
 * @param forgotten images that were taken out of it after it was made
 */
public record SnapshotHeader(
    SnapshotId id,
    long seq,
    String instance,
    String alias,
    Instant time,
    boolean partial,
    long files,
    long bytes,
    Md5 archive,
    Optional<Md5> archiveBefore,
    NavigableSet<UUID> forgotten) {

  /** Of a snapshot as it is made. */
  public SnapshotHeader(
      SnapshotId id,
      long seq,
      String instance,
      String alias,
      Instant time,
      boolean partial,
      long files,
      long bytes,
      Md5 archive) {
    this(
        id,
        seq,
        instance,
        alias,
        time,
        partial,
        files,
        bytes,
        archive,
        Optional.empty(),
        Collections.emptyNavigableSet());
  }

  /** Whether an archive with this digest holds every manifest that the snapshot lists. */
  public boolean admits(Md5 archived) {
    return archive.equals(archived) || archiveBefore.filter(archived::equals).isPresent();
  }
}
