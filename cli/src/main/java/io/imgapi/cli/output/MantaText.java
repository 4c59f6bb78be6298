/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.explore.Found;
import io.imgapi.core.store.Description;
import io.imgapi.core.store.Entry;
import java.util.Map;
import java.util.TreeMap;

/** Entries of Manta, as text and as JSON. */
public final class MantaText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MantaText() {}

  /** One line of a listing. */
  public static String line(Found found, boolean detailed) {
    Entry entry = found.entry();
    String name = printable(entry.name()) + (entry.directory() ? "/" : "");
    return detailed
        ? "%s %12d %s %-32s %s"
            .formatted(
                entry.directory() ? "d" : "-", entry.size(), entry.modified(), md5(entry), name)
        : name;
  }

  /** One entry as a line of JSON. */
  public static String json(Found found) {
    return node(found.path(), found.entry()).toString();
  }

  /** Everything about one entry, a fact a line. */
  public static String of(String path, Description description) {
    Entry entry = description.entry();
    StringBuilder text = new StringBuilder();
    fact(text, "path", printable(path));
    fact(text, "type", entry.directory() ? "directory" : "object");
    fact(text, "size", entry.directory() ? "" : entry.size() + " bytes");
    fact(text, "modified", entry.modified().toString());
    fact(text, "md5", md5(entry));
    fact(text, "etag", entry.etag());
    fact(text, "content type", description.contentType());
    fact(text, "copies", description.copies() == 0 ? "" : String.valueOf(description.copies()));
    new TreeMap<>(description.metadata()).forEach((name, value) -> fact(text, name, value));
    return text.toString();
  }

  /** The same as one JSON document. */
  public static String json(String path, Description description) {
    ObjectNode json = node(path, description.entry());
    json.put("contentType", description.contentType()).put("copies", description.copies());
    Map<String, String> metadata = new TreeMap<>(description.metadata());
    metadata.forEach(json.putObject("metadata")::put);
    return json.toPrettyString();
  }

  private static ObjectNode node(String path, Entry entry) {
    ObjectNode json = JSON.createObjectNode();
    json.put("schema", "imgapi/manta-entry/1")
        .put("path", path)
        .put("type", entry.directory() ? "directory" : "object")
        .put("modified", entry.modified().toString());
    if (!entry.directory()) {
      json.put("size", entry.size()).put("etag", entry.etag()).put("md5", md5(entry));
    }
    return json;
  }

  private static String md5(Entry entry) {
    return entry.md5() == null ? "" : entry.md5().hex();
  }

  private static void fact(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append("%-14s %s%n".formatted(name + ":", value));
    }
  }

  /** Names come from a server: none may move the cursor of a terminal. */
  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
