/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.mirror.RemoteTree;
import io.imgapi.core.run.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What the mirror held when the last run ended. Whoever changes an area counts its owner's record
 * up, so that this tells of the present only while that number is still the one written here.
 */
public final class MirrorCache {
  private static final String SCHEMA = "imgapi/mirror-cache/1";
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path header;
  private final MirrorCacheFile body;

  public MirrorCache(InstanceLayout layout) {
    this.header = layout.run().resolve("mirror.json");
    this.body = new MirrorCacheFile(layout.run().resolve("mirror.cache"));
  }

  /**
   * When, and of what, the contents are true.
   *
   * @param tie area and owner
   * @param seq of the owner's record when the run ended
   * @param snapshot the newest one then
   * @param listed what besides the contents that snapshot was made of
   * @param compared when the mirror was last listed object by object
   * @param checksum of the contents
   */
  public record Header(
      String tie, long seq, String snapshot, String listed, Instant compared, long checksum) {}

  /** What was written last; empty where that is missing or damaged. */
  public Optional<Header> header() {
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(header));
      if (!json.path("schema").asText().equals(SCHEMA)) {
        return Optional.empty();
      }
      return Optional.of(
          new Header(
              json.path("tie").asText(),
              json.path("seq").asLong(),
              json.path("snapshot").asText(),
              json.path("listed").asText(),
              Instant.parse(json.path("compared").asText()),
              json.path("checksum").asLong()));
    } catch (IOException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The contents; empty where they are not those of the header. */
  public Optional<RemoteTree> contents(Header of) {
    try {
      return Optional.of(body.read(of.checksum()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes contents, and then the header that makes them valid.
   *
   * @throws IOException where that fails; what was there before is not believed any more either
   */
  public void write(Header of, RemoteTree tree) throws IOException {
    long checksum = body.write(tree);
    write(new Header(of.tie(), of.seq(), of.snapshot(), of.listed(), of.compared(), checksum));
  }

  /** Writes the header alone: the contents are still the same. */
  public void write(Header of) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", SCHEMA).put("tie", of.tie()).put("seq", of.seq());
    json.put("snapshot", of.snapshot()).put("listed", of.listed());
    json.put("compared", of.compared().toString()).put("checksum", of.checksum());
    try {
      AtomicFile.write(header, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
