/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.ImagePath;
import io.imgapi.core.run.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what is in the local trees and not in the state that is restored. */
record LeavingFiles(InstanceLayout layout) {
  private static final String MANIFESTS = "manifests/";

  /**
   * The manifests and image files that leave, relative to the instance's data, sorted. Leftovers of
   * uploads and what a restore has laid ready stay: no reader of the trees takes them for content.
   *
   * @param manifests names of the manifests that stay
   * @param files paths in the images tree that stay
   * @throws ImgapiException where a tree cannot be read completely
   */
  List<String> besides(Set<String> manifests, Set<String> files) {
    List<String> leaving = new ArrayList<>();
    for (String name : below(layout.manifests())) {
      if (ManifestParser.isManifestName(name) && !manifests.contains(name)) {
        leaving.add(MANIFESTS + name);
      }
    }
    for (String path : below(layout.images())) {
      if (!files.contains(path) && !ImagePath.isLeftover(path)) {
        leaving.add("images/" + path);
      }
    }
    leaving.sort(Comparator.naturalOrder());
    return List.copyOf(leaving);
  }

  /** Whether one of them is a manifest. */
  static boolean isManifest(String path) {
    return path.startsWith(MANIFESTS);
  }

  /** Moves these aside. Safe to repeat: what is gone is gone. */
  void setAside(List<String> leaving, Replaced replaced) throws IOException {
    for (String path : leaving) {
      Path file = layout.base().resolve(path);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        replaced.setAside(file);
      }
    }
    AtomicFile.syncDirectory(layout.manifests());
  }

  private static List<String> below(Path tree) {
    if (Files.notExists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(tree)) {
      return all.filter(file -> !Files.isDirectory(file))
          .map(file -> tree.relativize(file).toString())
          .toList();
    } catch (UncheckedIOException e) {
      throw RestoreRun.failed(tree, e.getCause());
    } catch (IOException e) {
      throw RestoreRun.failed(tree, e);
    }
  }
}
