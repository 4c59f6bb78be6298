/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.restore;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Keeps what a server says inside the tree that is being restored: no name with a separator, a
 * control character or dots alone, no directory that is a link.
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
    for (String part : relative.split("/", -1)) {
      boolean dots = part.equals(".") || part.equals("..");
      boolean control = part.chars().anyMatch(c -> c < ' ' || c == 0x7f);
      if (part.isEmpty() || dots || control || part.length() > LONGEST) {
        throw hostile(relative, "its name has an unexpected form");
      }
    }
    return relative;
  }

  /** Makes the directories above {@code tree/relative}, refusing links on the way. */
  static Path makeParents(Path tree, String relative, TreeOwner owner) throws IOException {
    Path directory = tree;
    String[] parts = relative.split("/");
    for (int i = 0; i < parts.length - 1; i++) {
      directory = directory.resolve(parts[i]);
      try {
        Files.createDirectory(directory);
        owner.give(directory);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
          throw hostile(relative, directory + " is not a directory of its own");
        }
      }
    }
    return directory.resolve(parts[parts.length - 1]);
  }

  private static ImgapiException hostile(String path, String reason) {
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
