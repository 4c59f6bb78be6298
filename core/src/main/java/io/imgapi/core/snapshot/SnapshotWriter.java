/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.snapshot;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a snapshot's list, {@code snapshot.jsonl.gz}: a header, a line for each file in byte order
 * of paths, and a trailer that tells a whole list from one that was cut.
 */
public final class SnapshotWriter implements Closeable {
  static final String SCHEMA = "imgapi/snapshot/1";
  private static final JsonFactory JSON = new JsonFactory();
  private final JsonGenerator json;
  private final SnapshotHeader header;
  private String last = "";
  private long files;
  private long bytes;

  /** Begins with the header. */
  public SnapshotWriter(OutputStream out, SnapshotHeader header) throws IOException {
    this.header = header;
    this.json =
        JSON.createGenerator(
            new BufferedOutputStream(new GZIPOutputStream(out)), JsonEncoding.UTF8);
    json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("id", header.id().toString());
    json.writeNumberField("seq", header.seq());
    json.writeStringField("instance", header.instance());
    json.writeStringField("alias", header.alias());
    json.writeStringField("time", header.time().toString());
    json.writeBooleanField("partial", header.partial());
    json.writeNumberField("files", header.files());
    json.writeNumberField("bytes", header.bytes());
    json.writeStringField("archive", header.archive().hex());
    if (header.archiveBefore().isPresent()) {
      json.writeStringField("archiveBefore", header.archiveBefore().get().hex());
    }
    if (!header.forgotten().isEmpty()) {
      json.writeArrayFieldStart("forgotten");
      for (UUID uuid : header.forgotten()) {
        json.writeString(uuid.toString());
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** Adds a file; they come in byte order of their paths. */
  public void add(SnapshotEntry entry) throws IOException {
    if (ByteOrder.OF_PATHS.compare(last, entry.path()) >= 0) {
      throw new IllegalArgumentException(entry.path() + " does not follow " + last);
    }
    last = entry.path();
    files++;
    bytes += entry.size();
    json.writeStartObject();
    json.writeStringField("path", entry.path());
    json.writeNumberField("size", entry.size());
    json.writeStringField("md5", entry.md5().hex());
    if (entry.place() == SnapshotEntry.Place.BLOB || entry.mutable()) {
      json.writeArrayFieldStart("flags");
      if (entry.place() == SnapshotEntry.Place.BLOB) {
        json.writeString("blob");
      }
      if (entry.mutable()) {
        json.writeString("mutable");
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** Ends the list; only then it is whole. */
  @Override
  public void close() throws IOException {
    if (files != header.files() || bytes != header.bytes()) {
      json.close();
      throw new IllegalStateException(
          "the header promised " + header.files() + " files, there were " + files);
    }
    json.writeStartObject();
    json.writeBooleanField("end", true);
    json.writeNumberField("files", files);
    json.writeNumberField("bytes", bytes);
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }
}
