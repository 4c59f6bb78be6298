/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.instance.InstanceLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * Remembers when an area was pruned last, {@code run/pruned.json}, so that it happens once a day.
 */
public final class PruneRecord {
  private static final String SCHEMA = "imgapi/pruned/1";
  private static final Duration EVERY = Duration.ofDays(1);
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path file;

  public PruneRecord(InstanceLayout layout) {
    this.file = layout.run().resolve("pruned.json");
  }

  /** Whether a day has passed; yes where that is not known for certain. */
  public boolean isDue(String area, Instant now) {
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      Instant last = Instant.parse(json.path("time").asText());
      boolean recent = !last.isAfter(now) && Duration.between(last, now).compareTo(EVERY) < 0;
      return !recent || !json.path("area").asText().equals(area);
    } catch (IOException | DateTimeException e) {
      // To prune once more than needed does no harm.
      return true;
    }
  }

  /** It was pruned now. */
  public void pruned(String area, Instant now) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", SCHEMA).put("area", area).put("time", now.toString());
    try {
      AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
