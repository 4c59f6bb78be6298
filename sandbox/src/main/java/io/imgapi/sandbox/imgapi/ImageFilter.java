/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which images a listing is about. */
record ImageFilter(List<Predicate<Image>> conditions) {

  /**
   * Reads the conditions of a query.
   *
   * @param activeOnly show nothing but active images, whatever is asked
   * @throws ApiError when one makes no sense
   */
  static ImageFilter of(Query query, Optional<String> channel, boolean activeOnly) {
    List<Predicate<Image>> conditions = new ArrayList<>();
    String state = query.text("state").orElse("active");
    conditions.add(ofState(state));
    if (activeOnly) {
      conditions.add(ofState("active"));
    }
    query.truth("public").ifPresent(value -> conditions.add(i -> i.isPublic() == value));
    for (String field : List.of("owner", "os")) {
      query.text(field).ifPresent(value -> conditions.add(i -> i.text(field).equals(value)));
    }
    for (String field : List.of("name", "version")) {
      query.text(field).ifPresent(value -> conditions.add(ofText(field, value)));
    }
    query.text("type").ifPresent(value -> conditions.add(ofType(value)));
    channel.ifPresent(name -> conditions.add(i -> i.list("channels").contains(name)));
    query
        .account()
        .ifPresent(
            account ->
                conditions.add(
                    i ->
                        i.isVisibleTo(account)
                            && (!state.equals("disabled") || i.owner().equals(account))));
    for (Map.Entry<String, List<String>> entry : query.values().entrySet()) {
      if (entry.getKey().startsWith("tag.")) {
        String key = entry.getKey().substring("tag.".length());
        entry
            .getValue()
            .forEach(value -> conditions.add(i -> i.list("tags").contains(key + "=" + value)));
      }
    }
    for (String tag : query.all("billing_tag")) {
      conditions.add(i -> i.list("billing_tags").contains(tag));
    }
    return new ImageFilter(List.copyOf(conditions));
  }

  private static Predicate<Image> ofState(String state) {
    return switch (state) {
      case "active" -> image -> image.activated() && !image.disabled();
      case "disabled" -> image -> image.activated() && image.disabled();
      case "unactivated" -> image -> !image.activated();
      case "all" -> image -> true;
      case "creating", "failed" -> image -> image.text("state").equals(state);
      default -> throw ApiError.invalidParameter("invalid state: \"" + state + "\"", "state");
    };
  }

  private static Predicate<Image> ofText(String field, String value) {
    return value.startsWith("~")
        ? image -> image.text(field).contains(value.substring(1))
        : image -> image.text(field).equals(value);
  }

  private static Predicate<Image> ofType(String value) {
    return value.startsWith("!")
        ? image -> !image.text("type").equals(value.substring(1))
        : image -> image.text("type").equals(value);
  }

  boolean matches(Image image) {
    return conditions.stream().allMatch(condition -> condition.test(image));
  }
}
