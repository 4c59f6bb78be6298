/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.http.Routes;
import io.imgapi.sandbox.triton.state.Records;
import java.util.List;
import java.util.Map;

/** The updates server: triton-apis.md 7 and 16.5. */
public final class UpdatesRoutes {
  /** The channels, in the order in which the server names them; the first is the default. */
  private static final List<String> CHANNELS =
      List.of("dev", "experimental", "staging", "release", "support");

  private final Records images;

  private UpdatesRoutes(Records images) {
    this.images = images;
  }

  /** What it answers. */
  public static Routes of(Records images) {
    UpdatesRoutes updates = new UpdatesRoutes(images);
    return new Routes()
        .on(
            "GET",
            "/ping",
            (asked, words) ->
                Answer.ok(
                    JsonNodeFactory.instance.objectNode().put("ping", "pong").put("imgapi", true)))
        .on("GET", "/channels", (asked, words) -> channels())
        .on("GET", "/images", updates::list)
        .on("GET", "/images/:uuid", updates::get);
  }

  private static Answer channels() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (String channel : CHANNELS) {
      ObjectNode one = all.addObject().put("name", channel).put("description", channel + " images");
      if (channel.equals(CHANNELS.get(0))) {
        one.put("default", true);
      }
    }
    return Answer.ok(all);
  }

  private Answer list(Asked asked, Map<String, String> words) {
    String channel = channel(asked);
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    ImageQuery.list(images, asked).stream()
        .filter(image -> isIn(image, channel))
        .forEach(page::add);
    return Answer.ok(page);
  }

  private Answer get(Asked asked, Map<String, String> words) {
    String channel = channel(asked);
    return images
        .get(words.get("uuid"))
        .filter(image -> isIn(image, channel))
        .map(Answer::ok)
        .orElseThrow(() -> Refusal.absent("image not found"));
  }

  private static String channel(Asked asked) {
    String channel = asked.parameter("channel").orElse(CHANNELS.get(0));
    if (!channel.equals("*") && !CHANNELS.contains(channel)) {
      throw Refusal.of(422, "ValidationFailed", "unknown channel: " + channel)
          .field("channel", "Invalid", "");
    }
    return channel;
  }

  private static boolean isIn(JsonNode image, String channel) {
    if (channel.equals("*")) {
      return true;
    }
    for (JsonNode one : image.path("channels")) {
      if (one.asText().equals(channel)) {
        return true;
      }
    }
    return false;
  }
}
