/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.mirror.PlainNames;
import java.util.regex.Pattern;

/**
 * Keeps what a server says inside the tree that is being restored: no name with a separator, a
 * control character or dots alone.
 */
final class SafeNames {
  private static final Pattern ETAG = Pattern.compile("[0-9A-Za-z-]{1,64}");
  private static final int LONGEST = 255;

  private SafeNames() {}

  /** The etag, where it can be part of a file name. */
  static String etag(String path, String etag) {
    if (!ETAG.matcher(etag).matches()) {
      throw hostile(path, "its version has an unexpected form");
    }
    return etag;
  }

  /** Checks each part of a path relative to a tree. */
  static String relative(String relative) {
    if (!PlainNames.isPlain(relative)) {
      throw hostile(relative, "its name has an unexpected form");
    }
    return relative;
  }

  /** The refusal of something that the store says. */
  static ImgapiException hostile(String path, String reason) {
    return ImgapiException.of(
            ExitCode.INTEGRITY, "nothing was written for an object of the backup: " + reason)
        .with("object", printable(path))
        .remedy("look at the object in Manta; it is not one that a backup made");
  }

  private static String printable(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
  }
}
