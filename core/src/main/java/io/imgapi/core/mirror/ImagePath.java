/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import io.imgapi.core.manifest.ImageFile;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of an image file inside an images tree: {@code <3 chars>/<uuid>/<name>}.
 *
 * @param uuid the image
 * @param name file name, for example {@code file0}
 */
public record ImagePath(UUID uuid, String name) {

  private static final String UUID_SHAPE =
      "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
  private static final Pattern SHAPE =
      Pattern.compile("([0-9a-f]{3})/(" + UUID_SHAPE + ")/([^/]+)");
  private static final Pattern LEFTOVER = Pattern.compile("(.+)\\." + UUID_SHAPE);
  private static final Pattern STAGED_MANIFEST =
      Pattern.compile("\\." + UUID_SHAPE + "\\." + UUID_SHAPE);
  private static final int PREFIX = 3;

  /** Shares the usual names. */
  public ImagePath {
    name = ImageFile.shared(name);
  }

  /** Reads a path relative to an images tree; empty where it has another shape. */
  public static Optional<ImagePath> parse(String relative) {
    Matcher m = SHAPE.matcher(relative);
    if (!m.matches() || !m.group(2).startsWith(m.group(1))) {
      return Optional.empty();
    }
    return Optional.of(new ImagePath(UUID.fromString(m.group(2)), m.group(3)));
  }

  /** The image whose directory, relative to an images tree, this is; empty where it is another. */
  public static Optional<UUID> imageOf(String directory) {
    return parse(directory + "/.").map(ImagePath::uuid);
  }

  /** {@code <3 chars>/<uuid>}. */
  public static String directory(UUID uuid) {
    String text = uuid.toString();
    return text.substring(0, PREFIX) + "/" + text;
  }

  /** {@code <3 chars>/<uuid>/<name>}. */
  public String relative() {
    return directory(uuid) + "/" + name;
  }

  /**
   * Whether a name is that of an upload the server never finished ({@code <file>.<request uuid>})
   * or of a download of ours ({@code <file>.<etag>}).
   */
  public static boolean isLeftover(String name) {
    return LEFTOVER.matcher(name).matches();
  }

  /** Whether {@code name} is a leftover of the file {@code of}. */
  public static boolean isLeftoverOf(String name, String of) {
    Matcher m = LEFTOVER.matcher(name);
    return m.matches() && m.group(1).equals(of);
  }

  /** Whether a name in the manifests directory is that of a manifest a restore has laid ready. */
  public static boolean isStagedManifest(String name) {
    return STAGED_MANIFEST.matcher(name).matches();
  }
}
