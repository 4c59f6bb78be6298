/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.mirror;

import io.imgapi.core.instance.InstanceLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/** Tells whether a file of the mirror's images tree is there locally as well. */
public record LocalPresence(InstanceLayout layout) {

  /**
   * Whether it is, or may be: only what is surely gone counts as gone.
   *
   * @param relative path inside the images tree, as a store named it
   */
  public boolean mayHave(String relative) {
    return PlainNames.isPlain(relative)
        && !Files.notExists(layout.images().resolve(relative), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Whether an image is, or may be: its manifest, or anything in its directory but what an upload
   * or a download left.
   */
  public boolean mayHaveImage(UUID image) {
    if (!Files.notExists(layout.manifest(image.toString()), LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    try (Stream<Path> files = Files.list(layout.imageDirectory(image.toString()))) {
      return files.anyMatch(file -> !ImagePath.isLeftover(file.getFileName().toString()));
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException | UncheckedIOException e) {
      return true;
    }
  }
}
