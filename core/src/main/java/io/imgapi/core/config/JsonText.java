/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Renders JSON as JavaScript's {@code JSON.stringify(value, null, 4)} does, byte for byte: keys
 * that look like array indexes first and in order, its number format, its escapes.
 */
public final class JsonText {
  private static final String STEP = "    ";
  private static final long LARGEST_INDEX = 4294967294L;
  private static final int LARGEST_INDEX_DIGITS = 10;

  private final StringBuilder out = new StringBuilder();

  private JsonText() {}

  /** The value with indent 4 and no final newline. */
  public static String of(JsonNode value) {
    JsonText text = new JsonText();
    text.write(value, "\n");
    return text.out.toString();
  }

  /**
   * The value as a line of a script wants it: a string as it is, anything else as JSON.
   *
   * <p>Halves of surrogate pairs that stand alone become U+FFFD, as everywhere in UTF-8.
   */
  public static String plain(JsonNode value) {
    return wellFormed(value.isTextual() ? value.textValue() : of(value));
  }

  private void write(JsonNode value, String newline) {
    if (value.isObject()) {
      writeObject(value, newline);
    } else if (value.isArray()) {
      writeArray(value, newline);
    } else if (value.isTextual()) {
      quote(value.textValue());
    } else if (value.isNumber()) {
      out.append(JsNumber.format(value.doubleValue()));
    } else {
      out.append(value.asText("null"));
    }
  }

  private void writeObject(JsonNode object, String newline) {
    if (object.isEmpty()) {
      out.append("{}");
      return;
    }
    String inner = newline + STEP;
    String separator = "{";
    for (String key : keysInOrder(object)) {
      out.append(separator).append(inner);
      quote(key);
      out.append(": ");
      write(object.get(key), inner);
      separator = ",";
    }
    out.append(newline).append('}');
  }

  private void writeArray(JsonNode array, String newline) {
    if (array.isEmpty()) {
      out.append("[]");
      return;
    }
    String inner = newline + STEP;
    String separator = "[";
    for (JsonNode element : array) {
      out.append(separator).append(inner);
      write(element, inner);
      separator = ",";
    }
    out.append(newline).append(']');
  }

  private static List<String> keysInOrder(JsonNode object) {
    List<String> indexes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String key = entry.getKey();
      (isIndex(key) ? indexes : names).add(key);
    }
    indexes.sort((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)));
    indexes.addAll(names);
    return indexes;
  }

  private static boolean isIndex(String key) {
    if (key.isEmpty() || key.length() > LARGEST_INDEX_DIGITS) {
      return false;
    }
    if (!key.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    boolean leadingZero = key.length() > 1 && key.charAt(0) == '0';
    return !leadingZero && Long.parseLong(key) <= LARGEST_INDEX;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static String wellFormed(String text) {
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point ->
                whole.appendCodePoint(
                    point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                        ? 0xFFFD
                        : point));
    return whole.toString();
  }
}
