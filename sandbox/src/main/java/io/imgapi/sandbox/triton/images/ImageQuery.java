/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.state.Records;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lists images as IMGAPI does: triton-apis.md 6.4 and 7.1. */
final class ImageQuery {
  private static final int PAGE = 1000;

  private ImageQuery() {}

  /**
   * Images in the order of their publishing. It stops at the limit before it sorts, so that the
   * newest cannot be had by asking for one in descending order.
   */
  static List<ObjectNode> list(Records images, Asked asked) {
    String state = asked.parameter("state").orElse("active");
    List<ObjectNode> all =
        images.all().stream()
            .filter(image -> state.equals("all") || state.equals(image.path("state").asText()))
            .filter(image -> isNamed(image, asked.parameter("name")))
            .filter(image -> is(image, "version", asked))
            .filter(image -> is(image, "owner", asked))
            .filter(image -> is(image, "type", asked))
            .sorted(Comparator.comparing((ObjectNode image) -> image.path("published_at").asText()))
            .toList();
    List<ObjectNode> page = new ArrayList<>();
    boolean started = asked.parameter("marker").isEmpty();
    int limit = asked.number("limit", PAGE, 1, PAGE);
    for (ObjectNode image : all) {
      started |= image.path("uuid").asText().equals(asked.parameter("marker").orElse(""));
      if (started && page.size() < limit) {
        page.add(image);
      }
    }
    if (!started) {
      throw Refusal.of(422, "InvalidParameter", "invalid marker")
          .field("marker", "Invalid", "no such image");
    }
    String sort = asked.parameter("sort").orElse("published_at.asc");
    if (sort.equals("published_at.desc")) {
      page.sort(
          Comparator.comparing((ObjectNode image) -> image.path("published_at").asText())
              .reversed());
    }
    return page;
  }

  private static boolean isNamed(JsonNode image, Optional<String> name) {
    String own = image.path("name").asText();
    return name.map(
            wanted ->
                wanted.startsWith("~") ? own.contains(wanted.substring(1)) : own.equals(wanted))
        .orElse(true);
  }

  private static boolean is(JsonNode image, String name, Asked asked) {
    return asked
        .parameter(name)
        .map(wanted -> wanted.equals(image.path(name).asText()))
        .orElse(true);
  }
}
