/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.KnownFiles;
import io.imgapi.core.mirror.LocalScan;
import io.imgapi.core.mirror.LocalTree;
import io.imgapi.core.mirror.ManifestReader;
import io.imgapi.core.parallel.Ahead;
import io.imgapi.core.parallel.Workers;
import io.imgapi.core.time.Sleeper;

/**
 * The local trees and what is needed to read them.
 *
 * @param tree what they hold; being read from the moment on when this was made
 */
record LocalSide(
    InstanceLayout layout,
    Workers workers,
    ManifestReader reader,
    LocalScan scan,
    LocalDigests digests,
    Ahead<LocalTree> tree) {

  /**
   * Begins to read them.
   *
   * @param known what is known of them without reading
   */
  static LocalSide begin(InstanceLayout layout, KnownFiles known, Sleeper sleeper) {
    Workers workers = Workers.local("local");
    ManifestReader reader = new ManifestReader(sleeper);
    LocalScan scan = new LocalScan(layout, reader, workers, known);
    LocalDigests digests = new LocalDigests(layout, known);
    return new LocalSide(
        layout, workers, reader, scan, digests, Ahead.begin("local side", scan::scan));
  }
}
