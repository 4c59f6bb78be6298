/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The list of all files with their sums, as {@code sha256sum} writes and checks it. */
public final class Checksums {
  private static final String LIST = "SHA256SUMS";

  private Checksums() {}

  /** {@code DIRECTORY}. */
  public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
    Path directory = Path.of(args[0]);
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    StringBuilder lines = new StringBuilder();
    for (Path file : files(directory)) {
      lines
          .append(HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file))))
          .append("  ")
          .append(directory.relativize(file))
          .append('\n');
    }
    Files.writeString(directory.resolve(LIST), lines, UTF_8);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      return tree.filter(Files::isRegularFile)
          .filter(file -> !file.equals(directory.resolve(LIST)))
          .sorted()
          .toList();
    }
  }
}
