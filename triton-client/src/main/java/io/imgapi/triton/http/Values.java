/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.triton.TritonException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Takes values out of an answer; what is not as the service promises is told of by its name. */
public record Values(String service, JsonNode json) {

  /** A text that must be there. */
  public String text(String name) {
    JsonNode value = json.path(name);
    if (!value.isValueNode() || value.isNull()) {
      throw wrong(name);
    }
    return value.asText();
  }

  /** A text; empty where it is absent. */
  public Optional<String> optional(String name) {
    JsonNode value = json.path(name);
    return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
  }

  /** A uuid that must be there. */
  public UUID uuid(String name) {
    return asUuid(name, text(name));
  }

  /** A uuid; empty where it is absent. */
  public Optional<UUID> optionalUuid(String name) {
    return optional(name).map(text -> asUuid(name, text));
  }

  /** Uuids of a list; an absent list is empty. */
  public List<UUID> uuids(String name) {
    List<UUID> all = new ArrayList<>();
    json.path(name).forEach(item -> all.add(asUuid(name, item.asText())));
    return List.copyOf(all);
  }

  /** Texts of a list; an absent list is empty. */
  public List<String> texts(String name) {
    List<String> all = new ArrayList<>();
    json.path(name).forEach(item -> all.add(item.asText()));
    return List.copyOf(all);
  }

  /** A moment; empty where it is absent. */
  public Optional<Instant> instant(String name) {
    return optional(name)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeException e) {
                throw wrong(name);
              }
            });
  }

  /** Whether it is true, as JSON or as text. */
  public boolean isTrue(String name) {
    return json.path(name).asText().equalsIgnoreCase("true");
  }

  /** An object; an empty one where it is absent. */
  public ObjectNode object(String name) {
    return json.path(name) instanceof ObjectNode object
        ? object
        : JsonNodeFactory.instance.objectNode();
  }

  /** Each item of an answer that must be a list. */
  public static <T> List<T> each(String service, JsonNode list, Function<Values, T> read) {
    if (!list.isArray()) {
      throw TritonException.of(
              TritonException.Kind.NOT_UNDERSTOOD, service, "the answer is no list")
          .build();
    }
    List<T> all = new ArrayList<>();
    list.forEach(item -> all.add(read.apply(new Values(service, item))));
    return all;
  }

  /** An address in a header or field; empty where it is none. */
  public static Optional<URI> address(Optional<String> text) {
    try {
      return text.map(URI::create);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private UUID asUuid(String name, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw wrong(name);
    }
  }

  private TritonException wrong(String name) {
    return TritonException.of(
            TritonException.Kind.NOT_UNDERSTOOD,
            service,
            "the answer has no " + name + " as it should")
        .build();
  }

  @Override
  public String toString() {
    return "values of " + service;
  }
}
