/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.store.DirectoryEntry;
import io.imgapi.sandbox.store.TreePath;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Begins a multipart upload. Whether its target's parent exists is asked at the commit only. */
final class CreateUpload implements Operation {

  private static final int LARGEST_BODY = 100_000;
  private static final String PREFIX_LENGTH = "3";

  private final UploadJson json;

  CreateUpload(UploadJson json) {
    this.json = json;
  }

  @Override
  public void run(Exchange exchange, Target target) throws IOException {
    ObjectNode body =
        json.read(
            RequestBody.receiveSmall(
                exchange, LARGEST_BODY, UploadJson.invalid("the request body is too large")));
    TreePath object = object(exchange, target, body.path("objectPath"));
    Map<String, Object> headers = headers(body.get("headers"));
    int copies = copies(exchange, headers);
    String random = exchange.context().uuids().get().toString();
    String id = random.substring(0, random.length() - 1) + PREFIX_LENGTH;
    TreePath directory = UploadRoutes.directory(target.path(), id);
    long now = exchange.now().toEpochMilli();
    UploadRecord record =
        UploadRecord.created(id, directory.text(), object.text(), headers, copies, now);
    exchange
        .context()
        .tree()
        .write(
            change -> {
              TreePath prefix = directory.parent().orElseThrow();
              if (change.find(prefix).isEmpty()) {
                change.put(prefix, new DirectoryEntry(change.nextVersion(), now, Map.of()));
              }
              change.put(
                  directory,
                  new DirectoryEntry(
                      change.nextVersion(), now, Map.of(), Optional.of(json.text(record))));
              return null;
            });
    Map<String, String> answer = new LinkedHashMap<>();
    answer.put("id", id);
    answer.put("partsDirectory", directory.text());
    Answer.json(exchange, 201, json.text(answer).getBytes(UTF_8));
  }

  private static TreePath object(Exchange exchange, Target target, JsonNode path) {
    if (!path.isTextual() || !path.asText().startsWith("/") || path.asText().length() < 2) {
      throw UploadJson.invalid("objectPath must be a path");
    }
    TreePath object = RequestPath.decode(RequestPath.clean(path.asText()));
    if (exchange.context().accounts().account(object.account()).isEmpty()) {
      throw new MantaError(403, "AccountDoesNotExist", object.account() + " does not exist");
    }
    if (!object.account().equals(target.caller().login())) {
      throw new MantaError(
          403,
          "AuthorizationFailed",
          target.caller().login() + " is not allowed to access " + path.asText());
    }
    return object;
  }

  private static Map<String, Object> headers(JsonNode sent) {
    Map<String, Object> headers = new LinkedHashMap<>();
    if (sent == null || sent.isNull()) {
      return headers;
    }
    if (!sent.isObject()) {
      throw UploadJson.invalid("headers must be an object");
    }
    for (Map.Entry<String, JsonNode> header : sent.properties()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      JsonNode value = header.getValue();
      boolean number = name.equals("content-length") || name.endsWith("durability-level");
      if (name.startsWith("if-")) {
        throw UploadJson.invalid("header " + name + " is not allowed");
      }
      if (number ? !value.isIntegralNumber() || value.asLong() < 0 : !value.isValueNode()) {
        throw UploadJson.invalid("header " + name + " is invalid");
      }
      headers.put(name, number ? (Object) value.asLong() : value.asText());
    }
    return headers;
  }

  private static int copies(Exchange exchange, Map<String, Object> headers) {
    Object level =
        headers.getOrDefault("durability-level", headers.getOrDefault("x-durability-level", 2L));
    int highest = exchange.context().rules().highestDurability();
    if ((Long) level < 1 || (Long) level > highest) {
      throw MantaError.badRequest(
          "InvalidDurabilityLevel", "durability-level must be between 1 and " + highest);
    }
    return ((Long) level).intValue();
  }
}
