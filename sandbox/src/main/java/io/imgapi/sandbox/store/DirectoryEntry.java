/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.store;

import java.util.Map;
import java.util.Optional;

/**
 * A directory.
 *
 * @param version see {@link Entry#version()}
 * @param mtime milliseconds since the epoch
 * @param headers stored headers
 * @param upload the JSON record of the multipart upload whose parts lie here; empty for every other
 *     directory
 */
public record DirectoryEntry(
    long version, long mtime, Map<String, String> headers, Optional<String> upload)
    implements Entry {

  /** A plain directory. */
  public DirectoryEntry(long version, long mtime, Map<String, String> headers) {
    this(version, mtime, headers, Optional.empty());
  }
}
