/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.manifest;

import io.imgapi.core.digest.Md5;
import java.util.Optional;

/**
 * A file that a manifest names with {@code stor: local}.
 *
 * @param name its name in the image's directory: {@code file0}, {@code file1}, ... or {@code icon}
 * @param size bytes, or -1 where the manifest does not say
 * @param sha1 lower-case hex, or empty where the manifest does not say
 * @param md5 what the manifest says, if it does
 */
public record ImageFile(String name, long size, String sha1, Optional<Md5> md5) {

  /** Icons may be replaced at any time; image files of an activated image never legally change. */
  public boolean isIcon() {
    return name.equals(ICON);
  }

  /** Name of an icon's file. */
  public static final String ICON = "icon";
}
