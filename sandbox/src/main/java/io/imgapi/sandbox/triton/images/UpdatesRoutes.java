/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.images;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.http.Routes;
import io.imgapi.sandbox.triton.state.Records;
import java.util.Map;

/** The updates server: triton-apis.md 7 and 16.5. */
public final class UpdatesRoutes {
  private final Records images;

  private UpdatesRoutes(Records images) {
    this.images = images;
  }

  /** What it answers. */
  public static Routes of(Records images) {
    UpdatesRoutes updates = new UpdatesRoutes(images);
    return Routes.of(ImageQuery.VERSIONS)
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
    for (String channel : Channels.ALL) {
      ObjectNode one = all.addObject().put("name", channel).put("description", channel + " images");
      if (channel.equals(Channels.DEFAULT)) {
        one.put("default", true);
      }
    }
    return Answer.ok(all);
  }

  private Answer list(Asked asked, Map<String, String> words) {
    String channel = Channels.named(asked.parameter("channel"));
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    ImageQuery.list(images, asked, image -> Channels.has(channel, image)).forEach(page::add);
    return Answer.ok(page);
  }

  private Answer get(Asked asked, Map<String, String> words) {
    String channel = Channels.named(asked.parameter("channel"));
    return images
        .get(words.get("uuid"))
        .filter(image -> Channels.has(channel, image))
        .map(image -> Answer.ok(ImageQuery.shown(image, asked)))
        .orElseThrow(() -> Refusal.absent("image not found"));
  }
}
