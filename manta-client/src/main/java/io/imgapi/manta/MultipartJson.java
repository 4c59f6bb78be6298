/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.manta.error.BadAnswerException;
import java.io.IOException;
import java.util.List;

/** The JSON of uploads in parts. */
final class MultipartJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_ANSWER = 1 << 20;

  private MultipartJson() {}

  static byte[] creation(MantaPath target, PutOptions options, long size) {
    ObjectNode body = JSON.createObjectNode();
    body.put("objectPath", target.encoded());
    ObjectNode headers = body.putObject("headers");
    if (options.durability() != 0) {
      headers.put("durability-level", options.durability());
    }
    if (size >= 0) {
      headers.put("content-length", size);
    }
    put(headers, "content-type", options.contentType());
    put(headers, "content-disposition", options.contentDisposition());
    put(headers, "content-md5", options.contentMd5());
    options.metadata().forEach(headers::put);
    return bytes(body);
  }

  static byte[] commit(List<String> etags) {
    ObjectNode body = JSON.createObjectNode();
    etags.forEach(body.putArray("parts")::add);
    return bytes(body);
  }

  static MultipartUpload created(Answer answer, MantaPath target) throws IOException {
    JsonNode json = tree(answer);
    String id = json.path("id").asText();
    try {
      MantaPath directory = MantaPath.of(json.path("partsDirectory").asText());
      if (!id.isEmpty() && directory.name().equals(id)) {
        return new MultipartUpload(id, target, directory);
      }
    } catch (IllegalArgumentException e) {
      throw bad(answer, "no usable partsDirectory");
    }
    throw bad(answer, "no usable id");
  }

  static MultipartState state(Answer answer) throws IOException {
    JsonNode json = tree(answer);
    String state = json.path("state").asText();
    MultipartState.State found =
        switch (state) {
          case "created" -> MultipartState.State.CREATED;
          case "finalizing" -> MultipartState.State.FINALIZING;
          case "done" ->
              json.path("result").asText().equals("committed")
                  ? MultipartState.State.COMMITTED
                  : MultipartState.State.ABORTED;
          default -> throw bad(answer, "unknown state '" + state + "'");
        };
    return new MultipartState(json.path("id").asText(), found, json.path("targetObject").asText());
  }

  private static void put(ObjectNode headers, String name, String value) {
    if (!value.isEmpty()) {
      headers.put(name, value);
    }
  }

  private static JsonNode tree(Answer answer) throws IOException {
    try {
      return JSON.readTree(answer.stream().readNBytes(MAX_ANSWER));
    } catch (JacksonException e) {
      throw bad(answer, "malformed JSON");
    }
  }

  private static byte[] bytes(ObjectNode body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JacksonException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }

  private static BadAnswerException bad(Answer answer, String detail) {
    return new BadAnswerException(answer.facts("", detail), null);
  }
}
