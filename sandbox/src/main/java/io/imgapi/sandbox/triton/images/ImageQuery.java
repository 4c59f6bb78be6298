/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.images;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.AcceptVersion;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.state.Records;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lists images as IMGAPI does: triton-apis.md 6.4 and 7.1. */
final class ImageQuery {
  /** IMGAPI's versions. */
  static final AcceptVersion VERSIONS = new AcceptVersion("~1", List.of(1, 2));

  private static final int PAGE = 1000;
  private static final Comparator<ObjectNode> BY_TIME =
      Comparator.comparing((ObjectNode image) -> image.path("published_at").asText());

  private ImageQuery() {}

  /**
   * Images in the order of their publishing. It stops at the limit before it sorts, so that the
   * newest cannot be had by asking for one in descending order.
   *
   * @param visible those that there are for this request at all
   */
  static List<ObjectNode> list(Records images, Asked asked, Predicate<ObjectNode> visible) {
    Predicate<ObjectNode> wanted = ImageFilters.of(asked);
    boolean descending = isDescending(asked);
    int limit = limit(asked);
    List<ObjectNode> all = images.all().stream().filter(visible).sorted(BY_TIME).toList();
    Optional<String> from = asked.parameter("marker").map(marker -> time(all, marker));
    List<ObjectNode> page = new ArrayList<>();
    for (ObjectNode image : all) {
      boolean started =
          from.map(time -> image.path("published_at").asText().compareTo(time) >= 0).orElse(true);
      if (started && page.size() < limit && wanted.test(image)) {
        page.add(image);
      }
    }
    if (descending) {
      page.sort(BY_TIME.reversed());
    }
    page.forEach(image -> shown(image, asked));
    return page;
  }

  /** An image as the version that a client means has it. */
  static ObjectNode shown(ObjectNode image, Asked asked) {
    if (VERSIONS.of(asked) == 1) {
      image.remove("channels");
    }
    return image;
  }

  private static int limit(Asked asked) {
    try {
      int limit = asked.parameter("limit").map(Integer::parseInt).orElse(PAGE);
      if (limit >= 1 && limit <= PAGE) {
        return limit;
      }
    } catch (NumberFormatException bad) {
      throw invalid("limit");
    }
    throw invalid("limit");
  }

  private static boolean isDescending(Asked asked) {
    return switch (asked.parameter("sort").orElse("published_at")) {
      case "published_at", "published_at.asc" -> false;
      case "published_at.desc" -> true;
      default -> throw invalid("sort");
    };
  }

  /** A marker is an image or a moment; it is part of what it begins. */
  private static String time(List<ObjectNode> all, String marker) {
    if (marker.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z?)?")) {
      return marker;
    }
    return all.stream()
        .filter(image -> image.path("uuid").asText().equals(marker))
        .findFirst()
        .map(image -> image.path("published_at").asText())
        .orElseThrow(() -> invalid("marker"));
  }

  static Refusal invalid(String field) {
    return Refusal.of(422, "InvalidParameter", "invalid " + field)
        .field(field, "Invalid", "is not valid");
  }
}
