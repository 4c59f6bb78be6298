/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;

/** Lists images (triton-apis.md 6.4). Who is not known sees active ones only. */
final class ListImagesRoute implements Route {

  private static final int MOST = 1000;

  private final ImgapiContext context;

  ListImagesRoute(ImgapiContext context) {
    this.context = context;
  }

  @Override
  public void serve(Exchange exchange) {
    context.gate().passive(exchange);
    Optional<String> channel = exchange.channel();
    ImageView view = exchange.view(exchange.adminFields());
    Query query = exchange.query();
    ImageFilter filter = ImageFilter.of(query, channel, exchange.user().isEmpty());
    int limit = limit(query);
    Comparator<Image> order = order(query);
    Optional<Instant> from = query.text("marker").flatMap(this::marker);
    ArrayNode images = JsonText.array();
    context.database().all().stream()
        .filter(filter::matches)
        .filter(image -> isNotBefore(image, from))
        .sorted(order.thenComparing(Image::uuid))
        .limit(limit)
        .forEach(image -> images.add(view.of(image)));
    Answer.json(exchange, 200, images);
  }

  private static int limit(Query query) {
    Optional<String> asked = query.text("limit");
    if (asked.isEmpty()) {
      return MOST;
    }
    try {
      int limit = Integer.parseInt(asked.get());
      if (limit >= 0) {
        return limit == 0 ? MOST : Math.min(limit, MOST);
      }
    } catch (NumberFormatException notNumber) {
      throw invalidLimit(asked.get());
    }
    throw invalidLimit(asked.get());
  }

  private static ApiError invalidLimit(String asked) {
    return ApiError.invalidParameter("invalid limit: \"" + asked + "\"", "limit");
  }

  private static Comparator<Image> order(Query query) {
    Comparator<Image> oldestFirst =
        Comparator.comparing(image -> image.publishedAt().orElse(Instant.EPOCH));
    return switch (query.text("sort").orElse("published_at")) {
      case "published_at", "published_at.asc", "published_at.ASC" -> oldestFirst;
      case "published_at.desc", "published_at.DESC" -> oldestFirst.reversed();
      default ->
          throw ApiError.invalidParameter(
              "invalid 'sort': not a valid sorting attribute: '" + query.text("sort").get() + "'",
              "sort");
    };
  }

  /** Returns the time from which on images are listed; empty when the marker never had one. */
  private Optional<Instant> marker(String marker) {
    if (Image.isUuid(marker)) {
      return context
          .database()
          .find(marker)
          .orElseThrow(() -> ManifestDatabase.absent(marker))
          .publishedAt();
    }
    try {
      return Optional.of(
          marker.contains("T")
              ? OffsetDateTime.parse(marker).toInstant()
              : LocalDate.parse(marker).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException odd) {
      throw ApiError.invalidParameter(
          "invalid value for \"marker\" param: \"" + marker + "\" is not a UUID or date string",
          "marker");
    }
  }

  private static boolean isNotBefore(Image image, Optional<Instant> from) {
    return from.isEmpty()
        || image.publishedAt().filter(time -> !time.isBefore(from.get())).isPresent();
  }
}
