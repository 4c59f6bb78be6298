/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.bunyan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Consumer;

/** Writes records, a line each. */
public final class BunyanLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As JavaScript writes a date: always three digits of a second. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Origin origin;
  private final Clock clock;
  private final Consumer<String> lines;

  /**
   * Who writes.
   *
   * @param name of the program or of its part
   * @param hostname of the machine
   * @param pid of the process
   */
  public record Origin(String name, String hostname, long pid) {}

  /**
   * A log.
   *
   * @param lines gets each record without a line end
   */
  public BunyanLog(Origin origin, Clock clock, Consumer<String> lines) {
    this.origin = origin;
    this.clock = clock;
    this.lines = lines;
  }

  /** Writes one record. */
  public void record(BunyanLevel level, String message) {
    record(level, message, JSON.createObjectNode());
  }

  /**
   * Writes one record with more fields; one that is named like a field of every record is left out.
   */
  public void record(BunyanLevel level, String message, ObjectNode fields) {
    ObjectNode record = JSON.createObjectNode();
    Instant now = clock.instant();
    record
        .put("name", origin.name())
        .put("hostname", origin.hostname())
        .put("pid", origin.pid())
        .put("level", level.number())
        .put("time", TIME.format(now))
        .put("msg", message)
        .put("v", 0);
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      record.putIfAbsent(field.getKey(), field.getValue());
    }
    lines.accept(record.toString());
  }
}
