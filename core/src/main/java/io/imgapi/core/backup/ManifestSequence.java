/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import io.imgapi.core.digest.Digests;
import io.imgapi.core.digest.Md5;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Tells whether two archives hold the same manifests in the same order, without either. */
final class ManifestSequence {
  private final MessageDigest digest = Digests.md5();

  /** The next one. */
  void add(String name, Md5 md5) {
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(md5.bytes());
  }

  /** The same for the same sequence; once. */
  Md5 finish() {
    return Md5.finish(digest);
  }
}
