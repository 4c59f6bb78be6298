/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.core.store.Entry;

/** What {@code --type} picks. */
enum EntryKind {
  /** Directories. */
  D,
  /** Objects. */
  O;

  boolean matches(Entry entry) {
    return entry.directory() == (this == D);
  }
}
