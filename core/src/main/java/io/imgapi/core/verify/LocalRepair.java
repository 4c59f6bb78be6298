/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.verify;

import io.imgapi.core.error.IoReason;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.manifest.ImageFile;
import io.imgapi.core.mirror.LocalScan;
import io.imgapi.core.mirror.ManifestReader;
import io.imgapi.core.mirror.ManifestReader.Whole;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.run.Salvage;
import io.imgapi.core.time.Sleeper;
import io.imgapi.core.verify.Finding.Repair;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives local files their names back where the only copy is what an upload left. Everything else is
 * a restore's business.
 */
final class LocalRepair {
  private final InstanceLayout layout;
  private final ManifestReader reader;
  private final LocalScan scan;
  private final boolean dryRun;

  LocalRepair(InstanceLayout layout, Sleeper sleeper, boolean dryRun) {
    this.layout = layout;
    this.reader = new ManifestReader(sleeper);
    this.scan = new LocalScan(layout, reader, Workers.local("local"));
    this.dryRun = dryRun;
  }

  /** Repairs; the findings, each with how that went. */
  List<Finding> repair(List<Finding> findings) {
    return findings.stream()
        .map(
            finding ->
                switch (finding.kind()) {
                  case LOCAL_FILE_MISNAMED -> finding.after(rename(finding));
                  case MUTABLE_DIFFERS -> finding;
                  default -> finding.after(Repair.impossible("only a restore can bring it back"));
                })
        .toList();
  }

  private Repair rename(Finding finding) {
    UUID uuid = finding.images().first();
    Path file = Path.of(finding.object());
    try {
      Optional<Path> copy = Optional.empty();
      if (reader.read(layout.manifest(uuid.toString()), uuid) instanceof Whole whole) {
        for (ImageFile named : whole.facts().localFiles()) {
          if (file.endsWith(named.name())) {
            copy = new Leftovers(layout).onlyCopy(uuid, named, scan.filesOf(uuid));
          }
        }
      }
      if (copy.isEmpty()) {
        return Repair.impossible("it changed meanwhile; run this again");
      }
      if (dryRun) {
        return Repair.possible(copy.get() + " would get its name");
      }
      Salvage.rename(copy.get(), file);
      return Repair.done(copy.get() + " has got its name");
    } catch (FileAlreadyExistsException e) {
      return Repair.impossible("it is there by now; run this again");
    } catch (IOException e) {
      return Repair.impossible("it cannot be renamed: " + IoReason.of(e));
    }
  }
}
