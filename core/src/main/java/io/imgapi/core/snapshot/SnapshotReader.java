/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.imgapi.core.digest.Md5;
import io.imgapi.core.manifest.ManifestParser;
import io.imgapi.core.mirror.PlainNames;
import io.imgapi.core.snapshot.SnapshotEntry.Place;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/**
 * Reads a snapshot's list in bounded memory and believes nothing: order, names, counts and the
 * trailer are checked, and an end without an exception means that the list was whole.
 */
public final class SnapshotReader implements Closeable {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int LONGEST_HEADER = 2 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();
  private final InputStream in;
  private final SnapshotHeader header;
  private String last = "";
  private long files;
  private long bytes;
  private boolean ended;

  /**
   * Reads the header.
   *
   * @throws IOException where it cannot be read; {@link SnapshotFormatException} where it is none
   */
  public SnapshotReader(InputStream compressed) throws IOException {
    this.in = new BufferedInputStream(unzipped(compressed));
    JsonNode json = line(LONGEST_HEADER);
    if (!json.path("schema").asText().equals(SnapshotWriter.SCHEMA)) {
      throw new SnapshotFormatException("its schema is not " + SnapshotWriter.SCHEMA);
    }
    try {
      this.header =
          new SnapshotHeader(
              SnapshotId.parse(text(json, "id"))
                  .orElseThrow(() -> new SnapshotFormatException("its id is none")),
              number(json, "seq"),
              text(json, "instance"),
              text(json, "alias"),
              Instant.parse(text(json, "time")),
              json.path("partial").asBoolean(),
              number(json, "files"),
              number(json, "bytes"),
              md5(text(json, "archive")),
              json.has("archiveBefore")
                  ? Optional.of(md5(text(json, "archiveBefore")))
                  : Optional.empty(),
              forgotten(json));
    } catch (DateTimeException e) {
      throw new SnapshotFormatException("its time is none");
    }
  }

  private static InputStream unzipped(InputStream compressed) throws IOException {
    try {
      return new GZIPInputStream(compressed);
    } catch (EOFException e) {
      throw new SnapshotFormatException("it ends before its beginning is whole");
    }
  }

  /** What it says of itself. */
  public SnapshotHeader header() {
    return header;
  }

  /**
   * The next file; empty at the end of a whole list.
   *
   * @throws SnapshotFormatException where it is not what this program writes
   * @throws IOException where it cannot be read to its end
   */
  public Optional<SnapshotEntry> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    JsonNode json = line(LONGEST_LINE);
    if (json.has("end")) {
      requireEnd(json);
      return Optional.empty();
    }
    SnapshotEntry entry = entry(json);
    if (ByteOrder.OF_PATHS.compare(last, entry.path()) >= 0) {
      throw new SnapshotFormatException(entry.path() + " is not in order");
    }
    if (files == header.files()) {
      throw new SnapshotFormatException("it lists more files than its header says");
    }
    last = entry.path();
    files++;
    bytes += entry.size();
    return Optional.of(entry);
  }

  private void requireEnd(JsonNode json) throws IOException {
    if (number(json, "files") != files
        || header.files() != files
        || number(json, "bytes") != bytes
        || header.bytes() != bytes) {
      throw new SnapshotFormatException("its counts do not agree with what it lists");
    }
    if (read() >= 0) {
      throw new SnapshotFormatException("there is something behind its end");
    }
    ended = true;
  }

  private static SnapshotEntry entry(JsonNode json) throws IOException {
    String path = text(json, "path");
    boolean manifest = path.startsWith("manifests/");
    boolean known = manifest || path.startsWith("images/");
    if (!known || !PlainNames.isPlain(path)) {
      throw new SnapshotFormatException("it lists a path of an unexpected form");
    }
    boolean blob = false;
    boolean mutable = false;
    for (JsonNode flag : json.path("flags")) {
      blob |= flag.asText().equals("blob");
      mutable |= flag.asText().equals("mutable");
    }
    Place place = manifest && !mutable ? Place.ARCHIVE : blob ? Place.BLOB : Place.MIRROR;
    return new SnapshotEntry(path, number(json, "size"), md5(text(json, "md5")), place, mutable);
  }

  private static NavigableSet<UUID> forgotten(JsonNode json) throws IOException {
    NavigableSet<UUID> images = new TreeSet<>();
    for (JsonNode uuid : json.path("forgotten")) {
      if (!ManifestParser.isManifestName(uuid.asText() + ".raw")) {
        throw new SnapshotFormatException("it has forgotten what is no image");
      }
      images.add(UUID.fromString(uuid.asText()));
    }
    return Collections.unmodifiableNavigableSet(images);
  }

  private static String text(JsonNode json, String key) throws IOException {
    if (!json.path(key).isTextual()) {
      throw new SnapshotFormatException("a line of it lacks " + key);
    }
    return json.path(key).asText();
  }

  private static long number(JsonNode json, String key) throws IOException {
    if (!json.path(key).canConvertToLong() || json.path(key).asLong() < 0) {
      throw new SnapshotFormatException("a line of it lacks " + key);
    }
    return json.path(key).asLong();
  }

  private static Md5 md5(String hex) throws IOException {
    try {
      return Md5.ofBytes(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw new SnapshotFormatException("a digest in it is none");
    }
  }

  private int read() throws IOException {
    try {
      return in.read();
    } catch (EOFException e) {
      throw new SnapshotFormatException("it ends before its end");
    }
  }

  private JsonNode line(int longest) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = read(); b != '\n'; b = read()) {
      if (b < 0) {
        throw new SnapshotFormatException("it ends before its end");
      }
      if (line.size() == longest) {
        throw new SnapshotFormatException("a line of it is too long");
      }
      line.write(b);
    }
    try {
      JsonNode json = JSON.readTree(line.toByteArray());
      if (!json.isObject()) {
        throw new SnapshotFormatException("a line of it is no JSON object");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new SnapshotFormatException("a line of it is not JSON");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
