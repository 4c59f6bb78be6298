/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A JSON file that an operator wrote, as it stands: no defaults, nothing computed.
 *
 * @param path where it lies
 * @param values its keys, in the order of the file
 */
record ConfigFile(Path path, ObjectNode values) {

  /**
   * Reads the file.
   *
   * <p>What is not an object is taken as the service takes it, which copies key by key: {@code
   * null}, numbers and booleans have none, a list has its positions, a text its letters.
   *
   * @throws ImgapiException of {@link ExitCode#CONFIG_INVALID} naming the file and the reason
   */
  static ConfigFile read(Path path) {
    return parse(path, bytes(path));
  }

  /** Takes what was read of the file already; as {@link #read}. */
  static ConfigFile parse(Path path, byte[] content) {
    try {
      // Bytes that are not UTF-8 become U+FFFD, as in the service, which starts with such a file.
      String text = new String(content, StandardCharsets.UTF_8);
      return new ConfigFile(path, keysOf(JsonReader.parse(text)));
    } catch (JsonSyntaxException e) {
      throw invalid(path, "the configuration file " + e.getMessage())
          .remedy("correct the file, then run: imgapi config --check");
    }
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw invalid(path, "there is no configuration file")
          .remedy("name the file with -f FILE, or the instance's root directory with --root DIR");
    } catch (AccessDeniedException e) {
      throw invalid(path, "the configuration file may not be read by this user")
          .remedy("run as root, or as the owner of the file");
    } catch (IOException e) {
      String reason = Files.isDirectory(path) ? "it is a directory" : "reading it failed";
      throw invalid(path, "the configuration file cannot be read: " + reason).causedBy(e);
    }
  }

  private static ImgapiException invalid(Path path, String message) {
    return ImgapiException.of(ExitCode.CONFIG_INVALID, message).with("file", path.toString());
  }

  private static ObjectNode keysOf(JsonNode document) {
    if (document instanceof ObjectNode object) {
      return object;
    }
    ObjectNode keys = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < document.size(); i++) {
      keys.set(String.valueOf(i), document.get(i));
    }
    if (document.isTextual()) {
      String text = document.textValue();
      for (int i = 0; i < text.length(); i++) {
        keys.put(String.valueOf(i), text.substring(i, i + 1));
      }
    }
    return keys;
  }
}
