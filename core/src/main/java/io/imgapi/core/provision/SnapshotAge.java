/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.provision;

import io.imgapi.core.config.MantaLayout;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.mirror.MirrorLayout;
import io.imgapi.core.objects.MantaSession;
import io.imgapi.core.registration.MantaOfInstance;
import io.imgapi.core.snapshot.SnapshotId;
import java.time.Clock;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks in Manta how old an instance's newest snapshot is, with an operator's credentials. */
public final class SnapshotAge {
  private final MantaSession manta;
  private final Clock clock;

  /** Looks through this session, which the caller closes. */
  public SnapshotAge(MantaSession manta, Clock clock) {
    this.manta = manta;
    this.clock = clock;
  }

  /**
   * Makes sure that an instance was backed up lately. Changes nothing.
   *
   * @param most how old the newest snapshot may be
   * @throws ImgapiException {@code REFUSED} where it was not
   */
  public void require(MantaOfInstance instance, Duration most) {
    MirrorLayout mirror =
        new MirrorLayout(MantaLayout.below(instance.settings("").rootDir()).backup());
    Optional<SnapshotId> newest = newest(mirror);
    if (newest.isEmpty()) {
      throw refused("the instance has no snapshot in Manta", mirror);
    }
    Duration age = Duration.between(newest.get().instant(), clock.instant());
    if (age.compareTo(most) > 0) {
      throw refused(
          "the instance's newest snapshot is %d minutes old, and at most %d are fine"
              .formatted(age.toMinutes(), most.toMinutes()),
          mirror);
    }
  }

  private static ImgapiException refused(String message, MirrorLayout mirror) {
    return ImgapiException.of(ExitCode.REFUSED, message)
        .with("manta", mirror.snapshots())
        .remedy(
            "run in the instance: imgapi backup -y; imgapi log-upload; or have it done:"
                + " --host root@ADDRESS; or go on without: --no-backup-check");
  }

  /** The newest that was finished. */
  private Optional<SnapshotId> newest(MirrorLayout mirror) {
    NavigableSet<SnapshotId> begun = new TreeSet<>();
    // An area without snapshots has no such directory.
    manta.listIfThere(
        mirror.snapshots(),
        item -> {
          SnapshotId.parse(item.name()).ifPresent(begun::add);
          return true;
        });
    return begun.descendingSet().stream().filter(id -> isWhole(mirror, id)).findFirst();
  }

  private boolean isWhole(MirrorLayout mirror, SnapshotId id) {
    String list = mirror.snapshotList(id.toString());
    AtomicBoolean found = new AtomicBoolean();
    // It may be let go at this moment.
    manta.listIfThere(
        mirror.snapshot(id.toString()),
        item -> {
          found.compareAndSet(false, list.endsWith("/" + item.name()));
          return !found.get();
        });
    return found.get();
  }
}
