/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.host.ZoneMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Zone metadata from a file: one JSON object, key to text. */
public final class MetadataFile implements ZoneMetadata {
  private final Path file;
  private final JsonNode values;

  private MetadataFile(Path file, JsonNode values) {
    this.file = file;
    this.values = values;
  }

  /**
   * Reads the file.
   *
   * @throws ImgapiException of {@link ExitCode#CONFIG_INVALID} naming the file and what is wrong
   */
  public static MetadataFile read(Path file) {
    try {
      JsonNode values =
          JsonReader.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      if (!values.isObject()) {
        throw invalid(file, "the metadata file must hold one JSON object, key to text");
      }
      return new MetadataFile(file, values);
    } catch (JsonSyntaxException e) {
      throw invalid(file, "the metadata file " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw invalid(file, "there is no metadata file");
    } catch (IOException e) {
      throw invalid(file, "the metadata file cannot be read").causedBy(e);
    }
  }

  @Override
  public Optional<String> get(String key) {
    JsonNode value = values.path(key);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw invalid(file, "metadata are texts, but the value of " + key + " is none")
          .with("key", key);
    }
    return Optional.of(value.textValue());
  }

  private static ImgapiException invalid(Path file, String message) {
    return ImgapiException.of(ExitCode.CONFIG_INVALID, message).with("file", file.toString());
  }
}
