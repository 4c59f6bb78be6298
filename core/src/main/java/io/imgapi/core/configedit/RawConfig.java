/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.configedit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.config.JsonReader;
import io.imgapi.core.config.JsonSyntaxException;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.HostFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The file itself: its own keys only, neither defaults nor what is computed.
 *
 * @param text as it is in the file
 */
record RawConfig(Path path, String text, ObjectNode values) {
  private static final int LARGEST = 16 * 1024 * 1024;

  /**
   * Reads it.
   *
   * @throws ImgapiException {@code CONFIG_INVALID} where it is not there or not JSON
   */
  static RawConfig read(Path path, HostFiles files) {
    String text = text(path, files);
    return new RawConfig(path, text, valuesOf(path, text));
  }

  /** Its text; failures as {@link #read}. */
  static String text(Path path, HostFiles files) {
    byte[] bytes = files.read(path, LARGEST).orElseThrow(() -> absent(path));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * The values of a text.
   *
   * @param path where it is or will be
   */
  static ObjectNode valuesOf(Path path, String text) {
    JsonNode json;
    try {
      json = JsonReader.parse(text);
    } catch (JsonSyntaxException e) {
      throw invalid(path, "the configuration " + e.getMessage());
    }
    if (json instanceof ObjectNode object) {
      return object;
    }
    throw invalid(path, "the configuration is not a JSON object");
  }

  static ImgapiException absent(Path path) {
    return invalid(path, "there is no configuration file")
        .remedy("name the file with -f FILE, or the instance's root directory with --root DIR");
  }

  /**
   * The values of a text that may be broken, which is then taken for empty: the change is what
   * repairs it.
   */
  static ObjectNode valuesLeniently(String text) {
    try {
      return JsonReader.parse(text) instanceof ObjectNode object
          ? object
          : JsonNodeFactory.instance.objectNode();
    } catch (JsonSyntaxException e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  /** Refuses where somebody else has changed the file since it was read. */
  static void requireUnchanged(Path path, String text, HostFiles files) {
    if (!text(path, files).equals(text)) {
      throw ImgapiException.of(
              ExitCode.FAILED, "somebody else has changed the configuration meanwhile")
          .with("file", path.toString())
          .remedy("nothing was changed by this; look at it, then run this again");
    }
  }

  private static ImgapiException invalid(Path path, String message) {
    return ImgapiException.of(ExitCode.CONFIG_INVALID, message)
        .with("file", path.toString())
        .remedy("correct it, for example with: imgapi config edit");
  }
}
