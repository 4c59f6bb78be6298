/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Metadata as they are typed: a value that begins with {@code @} is the content of a file. */
final class MetadataWords {
  private MetadataWords() {}

  static Map<String, String> values(Map<String, String> typed) {
    Map<String, String> values = new LinkedHashMap<>();
    typed.forEach((key, word) -> values.put(key, value(key, word)));
    return values;
  }

  private static String value(String key, String word) {
    if (!word.startsWith("@")) {
      return word;
    }
    Path file = Path.of(word.substring(1));
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw ImgapiException.of(ExitCode.USAGE, "the value of " + key + " cannot be read: " + e)
          .with("file", file.toString())
          .remedy("name a text file that you can read after the @")
          .causedBy(e);
    }
  }
}
