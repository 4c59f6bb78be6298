/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.setup;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.Host.Exited;
import io.imgapi.core.host.HostFiles.Access;
import io.imgapi.core.host.ZoneProgram;
import io.imgapi.core.rootdisk.Zone;
import io.imgapi.core.step.Step;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The delegated data set at {@code /data}: what outlives the root disk.
 *
 * @param acceptNone whether a directory of the root disk will do
 */
record DataSet(Zone zone, boolean acceptNone) implements Step {
  private static final String MOUNTPOINT = "/data";
  private static final String NO_DATA_SET = "does not exist";
  private static final int DIRECTORY = 0755;

  @Override
  public String name() {
    return "dataset";
  }

  private ZoneProgram zfs() {
    return zone.program("/usr/sbin/zfs");
  }

  private String dataSet() {
    return "zones/" + zone.program("/usr/bin/zonename").require().strip() + "/data";
  }

  /** Where it is mounted; empty where the zone has none. */
  private Optional<String> mountpoint() {
    Exited exited = zfs().ask("list", "-H", "-o", "mountpoint", dataSet());
    if (exited.succeeded()) {
      return Optional.of(exited.out().strip());
    }
    if (exited.err().contains(NO_DATA_SET)) {
      return Optional.empty();
    }
    throw zfs().failed(exited);
  }

  @Override
  public Standing look() {
    Optional<String> absence =
        zfs().absence().or(() -> zone.program("/usr/bin/zonename").absence());
    if (absence.isPresent()) {
      return new Standing.Skipped(absence.get());
    }
    Optional<String> mountpoint = mountpoint();
    if (mountpoint.isPresent()) {
      return mountpoint.get().equals(MOUNTPOINT)
          ? new Standing.Done(dataSet() + " at " + MOUNTPOINT)
          : new Standing.Needed(dataSet() + " at " + MOUNTPOINT);
    }
    requireAccepted();
    return zone.host().files().lookThrough(directory()).isPresent()
        ? new Standing.Skipped("no data set: " + MOUNTPOINT + " is a directory of the root disk")
        : new Standing.Needed(MOUNTPOINT + " as a directory of the root disk");
  }

  private Path directory() {
    return zone.layout().resolve(MOUNTPOINT);
  }

  private void requireAccepted() {
    if (!acceptNone) {
      throw ImgapiException.of(
              ExitCode.REFUSED,
              "the zone has no delegated data set: its images would be lost with its root disk")
          .with("missing", dataSet())
          .remedy(
              "create the zone with \"delegate_dataset\": true; or accept the loss with"
                  + " --no-dataset");
    }
  }

  @Override
  public String make() {
    if (mountpoint().isPresent()) {
      zfs().require("set", "mountpoint=" + MOUNTPOINT, dataSet());
      return dataSet() + " at " + MOUNTPOINT;
    }
    requireAccepted();
    Access access = new Access(DIRECTORY, OptionalInt.empty(), OptionalInt.empty());
    zone.host().files().makeDirectories(directory(), access);
    return MOUNTPOINT + " as a directory of the root disk";
  }
}
