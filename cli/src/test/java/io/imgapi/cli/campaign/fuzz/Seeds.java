/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.campaign.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whole inputs, out of what the repository holds. */
final class Seeds {
  private static final Path REPO = Path.of(System.getProperty("imgapi.repo", ".."));

  private Seeds() {}

  /** Every file below a directory of the repository whose name ends so. */
  static List<byte[]> files(String directory, String ending) {
    try (Stream<Path> tree = Files.walk(REPO.resolve(directory))) {
      return tree.filter(file -> file.toString().endsWith(ending))
          .sorted()
          .map(Seeds::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<byte[]> texts(String... texts) {
    return Stream.of(texts).map(Seeds::bytes).toList();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
