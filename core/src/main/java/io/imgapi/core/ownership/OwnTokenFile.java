/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.ownership;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.run.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps {@code run/owner.json}: synced before it is relied on, readable for its owner alone. */
final class OwnTokenFile {
  private static final String SCHEMA = "imgapi/own-token/1";
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path file;

  OwnTokenFile(InstanceLayout layout) {
    this.file = layout.run().resolve("owner.json");
  }

  /**
   * Reads it; empty where this instance never owned anything.
   *
   * @throws ImgapiException {@code FAILED} where it is there and cannot be read
   */
  Optional<OwnToken> read() {
    try {
      return Optional.of(parse(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (ImgapiException e) {
      throw e.with("file", file.toString());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Takes what was read of the file already.
   *
   * @throws ImgapiException {@code FAILED} where it is damaged
   */
  static OwnToken parse(byte[] content) {
    try {
      JsonNode json = JSON.readTree(content);
      if (!json.path("schema").asText().equals(SCHEMA) || json.path("token").asText().isEmpty()) {
        throw damaged();
      }
      return new OwnToken(
          json.path("token").asText(),
          json.path("rootDir").asText(),
          json.path("recorded").asLong(),
          json.path("intended").asLong(),
          json.path("run").asText());
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw damaged();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes it, synced. */
  void write(OwnToken token) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", SCHEMA).put("token", token.token()).put("rootDir", token.rootDir());
    json.put("recorded", token.recorded()).put("intended", token.intended());
    json.put("run", token.run());
    try {
      Files.createDirectories(file.getParent());
      AtomicFile.writePrivate(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static ImgapiException damaged() {
    return ImgapiException.of(
            ExitCode.FAILED, "the record of what this instance owns in Manta is damaged")
        .remedy("move run/owner.json away, then run: imgapi restore");
  }

  private ImgapiException failed(IOException e) {
    return ImgapiException.of(ExitCode.FAILED, "a file cannot be used: " + IoReason.of(e))
        .with("file", file.toString())
        .remedy("check its directory's owner, mode and free space")
        .causedBy(e);
  }
}
