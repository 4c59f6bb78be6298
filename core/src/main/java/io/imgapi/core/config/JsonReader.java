/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads JSON as JavaScript's {@code JSON.parse} does: every number is a double, the last of equal
 * keys wins in the place of the first, anything after the value is an error.
 */
public final class JsonReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String text;

  private JsonReader(String text) {
    this.text = text;
  }

  /** The value of a JSON text. */
  public static JsonNode parse(String text) throws JsonSyntaxException {
    return new JsonReader(text).document();
  }

  private JsonNode document() throws JsonSyntaxException {
    if (text.startsWith("\uFEFF")) {
      throw new JsonSyntaxException(
          "begins with a byte order mark, which the service does not accept");
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new JsonSyntaxException("is empty, JSON expected");
      }
      JsonNode value = value(parser);
      if (parser.nextToken() != null) {
        throw wrong(parser.currentTokenLocation());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw wrong(e.getLocation());
    } catch (IOException e) {
      throw new IllegalStateException("reading from a string cannot fail", e);
    }
  }

  private static JsonNode value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          NODES.numberNode(Double.parseDouble(parser.getText()));
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      object.set(key, value(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private JsonSyntaxException wrong(JsonLocation where) {
    int offset = where == null ? text.length() : (int) where.getCharOffset();
    String what = "text that is not JSON";
    if (offset < 0 || offset >= text.length()) {
      what = "end of the file";
    } else if ("{}[]:,\"'".indexOf(text.charAt(offset)) >= 0) {
      what = "'" + text.charAt(offset) + "'";
    }
    return new JsonSyntaxException(
        where == null
            ? "is not JSON: unexpected " + what
            : "is not JSON: unexpected "
                + what
                + " at line "
                + where.getLineNr()
                + ", column "
                + where.getColumnNr());
  }
}
