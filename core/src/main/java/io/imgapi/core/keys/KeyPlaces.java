/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.keys;

import io.imgapi.core.host.HostFiles;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.instancekey.InstanceKeyName;
import io.imgapi.core.run.RotationJournal;
import java.nio.file.Path;

/** Where everything of a rotation lies (operator-scripts.md 2 and 8.3). */
record KeyPlaces(InstanceLayout layout, HostFiles files) {
  private static final String ETC = "/data/imgapi/etc";

  Path etc() {
    return layout.resolve(ETC);
  }

  Path stagingDirectory() {
    return etc().resolve("newinstkey");
  }

  Path retiredDirectory() {
    return etc().resolve("oldinstkeys");
  }

  /** Root's own keys, where the command line tools look. */
  Path sshDirectory() {
    return layout.resolve("/root/.ssh");
  }

  Path journal() {
    return layout.run().resolve(RotationJournal.FILE);
  }

  /** How the configuration names an instance key. */
  static String configured(InstanceKeyName name) {
    return ETC + "/" + name.privateFile();
  }

  /** The new pair as it was made. */
  Path staged(RotationJournal journal) {
    return stagingDirectory().resolve(fileName(journal.newKey()));
  }

  /** The new pair where the configuration names it. */
  Path placed(RotationJournal journal) {
    return etc().resolve(fileName(journal.newKey()));
  }

  /** The old pair where the configuration named it; meaningful for an instance key only. */
  Path placedOld(RotationJournal journal) {
    return etc().resolve(fileName(journal.oldKey()));
  }

  /** The old pair, put away. */
  Path retired(RotationJournal journal) {
    return retiredDirectory().resolve(fileName(journal.oldKey()));
  }

  private static String fileName(String configured) {
    return Path.of(configured).getFileName().toString();
  }

  /** The file that {@code manta.key} means: below the root where it is there, else literally. */
  Path file(String configured) {
    return layout
        .relocated(configured)
        .filter(below -> files.lookThrough(below).isPresent())
        .orElse(Path.of(configured));
  }

  /**
   * Whether a key is one of the instance's own, which may be put away; any other may serve
   * something else too (operator-scripts.md 13.2, K4).
   */
  boolean isInstanceKey(String configured) {
    Path path = Path.of(configured).normalize();
    return ETC.equals(String.valueOf(path.getParent()))
        && InstanceKeyName.ofFile(fileName(configured)).isPresent();
  }
}
