/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.manifest;

import io.imgapi.core.digest.Md5;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A file that a manifest names.
 *
 * @param name its name in the image's directory: {@code file0}, {@code file1}, ... or {@code icon}
 * @param size bytes, or -1 where the manifest does not say
 * @param sha1 lower-case hex, or empty where the manifest does not say
 * @param md5 what the manifest says, if it does
 */
public record ImageFile(String name, long size, String sha1, Optional<Md5> md5) {

  /** Name of an icon's file. */
  public static final String ICON = "icon";

  private static final int USUAL = 8;
  private static final List<String> NAMES =
      Stream.concat(Stream.of(ICON), IntStream.range(0, USUAL).mapToObj(i -> "file" + i)).toList();

  /** Shares the usual names. */
  public ImageFile {
    name = shared(name);
  }

  /** The same name, as one object for all images: there are hundreds of thousands. */
  public static String shared(String name) {
    int at = NAMES.indexOf(name);
    return at < 0 ? name : NAMES.get(at);
  }

  /** Icons may be replaced at any time; image files of an activated image never legally change. */
  public boolean isIcon() {
    return name.equals(ICON);
  }
}
