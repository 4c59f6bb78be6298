/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.Md5;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What decides, besides the mirror itself, which of its objects a snapshot lists: which files are
 * gone locally and stay for older snapshots, and which images are set aside.
 *
 * @param digest of both
 */
record ListedBesides(String digest) {

  static ListedBesides of(Collection<String> retained, Collection<UUID> setAside) {
    StringBuilder text = new StringBuilder();
    new TreeSet<>(retained).forEach(path -> text.append(path).append('\0'));
    new TreeSet<>(setAside).forEach(uuid -> text.append(uuid).append('\0'));
    return new ListedBesides(Md5.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex());
  }
}
