/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.objects.Fetched;
import io.imgapi.core.objects.Item;
import io.imgapi.core.objects.ItemDetails;
import io.imgapi.core.objects.RemovalPlan;
import io.imgapi.core.objects.Stored;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Objects and directories in Manta, as text and as JSON. */
public final class MantaText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MantaText() {}

  /** A name, or the whole path, a line; a directory's ends with a slash. */
  static String name(Item item, boolean wholePath) {
    return shown(item, wholePath) + "\n";
  }

  /** Type, owner, bytes, time and name, a line. */
  static String line(Item item, boolean wholePath) {
    return "%s %s %15d %-24s %s%n"
        .formatted(
            item.directory() ? "d" : "o",
            item.account(),
            item.size(),
            item.modified().map(Object::toString).orElse("-"),
            shown(item, wholePath));
  }

  /** An entry as one line of JSON. */
  static String json(Item item) {
    return fill(JSON.createObjectNode().put("schema", "imgapi/manta-item/1"), item) + "\n";
  }

  /** Everything known of a path. */
  public static String of(ItemDetails details) {
    Item item = details.item();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("path", item.path());
    facts.put("type", item.directory() ? "directory" : "object");
    if (item.directory()) {
      facts.put("entries", details.entries() < 0 ? "" : String.valueOf(details.entries()));
    } else {
      facts.put("size", item.size() + " bytes");
      facts.put("md5", item.md5().map(md5 -> md5.hex() + " (" + md5.base64() + ")").orElse(""));
      facts.put("etag", item.etag());
    }
    facts.put("modified", item.modified().map(Object::toString).orElse(""));
    facts.put("content-type", item.contentType());
    facts.put("disposition", details.contentDisposition());
    facts.put("durability", item.durability() < 0 ? "" : String.valueOf(item.durability()));
    facts.putAll(new TreeMap<>(details.metadata()));
    StringBuilder text = new StringBuilder();
    facts.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            text.append("%-13s %s%n".formatted(name + ":", printable(value)));
          }
        });
    return text.toString();
  }

  /** The same as JSON. */
  public static String json(ItemDetails details) {
    ObjectNode json = JSON.createObjectNode().put("schema", "imgapi/manta-info/1");
    fill(json, details.item());
    if (details.entries() >= 0) {
      json.put("entries", details.entries());
    }
    if (!details.contentDisposition().isEmpty()) {
      json.put("contentDisposition", details.contentDisposition());
    }
    new TreeMap<>(details.metadata()).forEach(json.putObject("metadata")::put);
    return json.toPrettyString() + "\n";
  }

  /** What was stored. */
  public static String of(Stored stored) {
    return "stored %s: %s, MD5 %s%n"
        .formatted(printable(stored.path()), ByteSize.show(stored.size()), stored.md5());
  }

  /** What was read to a file. */
  public static String of(Fetched fetched, Path file) {
    return "wrote %s: %s%s%n"
        .formatted(
            file,
            ByteSize.show(fetched.size()),
            fetched.md5().map(md5 -> ", MD5 " + md5).orElse(""));
  }

  /** What will be deleted. */
  public static String of(RemovalPlan plan) {
    StringBuilder text = new StringBuilder();
    plan.paths().forEach(path -> text.append("to delete: %s%n".formatted(printable(path))));
    text.append(
        "in all:    %d objects (%s), %d directories%n"
            .formatted(plan.objects(), ByteSize.show(plan.bytes()), plan.directories()));
    if (plan.backup()) {
      text.append("           the instance's backup, or a part of it, is among them\n");
    }
    return text.toString();
  }

  /** How much was deleted. */
  public static String removed(long count) {
    return "deleted %d%n".formatted(count);
  }

  private static ObjectNode fill(ObjectNode json, Item item) {
    json.put("type", item.directory() ? "directory" : "object")
        .put("name", item.name())
        .put("path", item.path());
    item.modified().ifPresent(time -> json.put("modified", time.toString()));
    if (!item.directory()) {
      json.put("size", item.size()).put("etag", item.etag());
      item.md5().ifPresent(md5 -> json.put("md5", md5.hex()));
      json.put("contentType", item.contentType());
    }
    if (item.durability() >= 0 && !item.directory()) {
      json.put("durability", item.durability());
    }
    return json;
  }

  private static String shown(Item item, boolean wholePath) {
    return printable(wholePath ? item.path() : item.name()) + (item.directory() ? "/" : "");
  }

  /** Whoever may write a name must not steer the terminal of whoever reads it. */
  private static String printable(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 8);
    text.chars()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                shown.append("\\x%02x".formatted(c));
              } else {
                shown.append((char) c);
              }
            });
    return shown.toString();
  }
}
