/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is done to the laid out files last: directories that nothing came into go, and all files are
 * listed with their sums, as {@code sha256sum} writes and checks them.
 */
public final class FinishedLayout {
  private static final String LIST = "SHA256SUMS";
  private final Path directory;

  private FinishedLayout(Path directory) {
    this.directory = directory;
  }

  /** {@code DIRECTORY}. */
  public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
    FinishedLayout layout = new FinishedLayout(Path.of(args[0]));
    layout.dropEmptyDirectories();
    layout.listFiles();
  }

  private void dropEmptyDirectories() throws IOException {
    for (Path found : below(Files::isDirectory, Comparator.reverseOrder())) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(found)) {
        if (!entries.iterator().hasNext()) {
          Files.delete(found);
        }
      }
    }
  }

  private void listFiles() throws IOException, NoSuchAlgorithmException {
    Path list = directory.resolve(LIST);
    Files.deleteIfExists(list);
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    StringBuilder lines = new StringBuilder();
    for (Path file : below(Files::isRegularFile, Comparator.naturalOrder())) {
      lines
          .append(HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file))))
          .append("  ")
          .append(directory.relativize(file))
          .append('\n');
    }
    Files.writeString(list, lines, UTF_8);
  }

  private List<Path> below(Predicate<Path> wanted, Comparator<Path> order) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      return tree.filter(wanted).sorted(order).toList();
    }
  }
}
