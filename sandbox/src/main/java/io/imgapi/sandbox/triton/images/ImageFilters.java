/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Asked;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** What a list of images is narrowed by; a value that cannot be meant is refused. */
final class ImageFilters {
  private static final Set<String> STATES =
      Set.of("active", "all", "disabled", "unactivated", "creating", "failed");
  private static final Set<String> TYPES =
      Set.of("zone-dataset", "lx-dataset", "zvol", "docker", "lxd", "other", "null");
  private static final Set<String> SYSTEMS =
      Set.of("smartos", "windows", "linux", "bsd", "illumos", "other", "null");

  private ImageFilters() {}

  static Predicate<ObjectNode> of(Asked asked) {
    Predicate<ObjectNode> wanted =
        state(asked)
            .and(name(asked))
            .and(type(asked))
            .and(is(asked, "version", value -> true))
            .and(is(asked, "owner", ImageFilters::isUuid))
            .and(is(asked, "os", SYSTEMS::contains))
            .and(is(asked, "public", Set.of("true", "false")::contains))
            .and(account(asked))
            .and(billingTag(asked));
    for (String key : asked.query().keySet()) {
      if (key.startsWith("tag.")) {
        String value = asked.parameter(key).orElseThrow();
        wanted =
            wanted.and(image -> image.path("tags").path(key.substring(4)).asText().equals(value));
      }
    }
    return wanted;
  }

  private static Predicate<ObjectNode> state(Asked asked) {
    String state = asked.parameter("state").orElse("active");
    if (!STATES.contains(state)) {
      throw ImageQuery.invalid("state");
    }
    return image -> state.equals("all") || state.equals(image.path("state").asText());
  }

  private static Predicate<ObjectNode> name(Asked asked) {
    Optional<String> name = asked.parameter("name");
    return image -> {
      String own = image.path("name").asText();
      return name.map(
              wanted ->
                  wanted.startsWith("~") ? own.contains(wanted.substring(1)) : own.equals(wanted))
          .orElse(true);
    };
  }

  private static Predicate<ObjectNode> type(Asked asked) {
    Optional<String> type = asked.parameter("type");
    if (type.isPresent() && !TYPES.contains(type.get().replaceFirst("^!", ""))) {
      throw ImageQuery.invalid("type");
    }
    return image ->
        type.map(
                wanted ->
                    wanted.startsWith("!")
                        ? !image.path("type").asText().equals(wanted.substring(1))
                        : image.path("type").asText().equals(wanted))
            .orElse(true);
  }

  private static Predicate<ObjectNode> is(Asked asked, String name, Predicate<String> valid) {
    Optional<String> value = asked.parameter(name);
    if (value.isPresent() && !valid.test(value.get())) {
      throw ImageQuery.invalid(name);
    }
    return image -> value.map(image.path(name).asText()::equals).orElse(true);
  }

  /** Those that an account sees, where one is named. */
  static Predicate<ObjectNode> account(Asked asked) {
    Optional<String> account = asked.parameter("account");
    if (account.isPresent() && !isUuid(account.get())) {
      throw ImageQuery.invalid("account");
    }
    return image ->
        account
            .map(
                uuid ->
                    image.path("public").asBoolean()
                        || image.path("owner").asText().equals(uuid)
                        || holds(image.path("acl"), uuid))
            .orElse(true);
  }

  private static Predicate<ObjectNode> billingTag(Asked asked) {
    Optional<String> tag = asked.parameter("billing_tag");
    return image -> tag.map(wanted -> holds(image.path("billing_tags"), wanted)).orElse(true);
  }

  private static boolean holds(JsonNode list, String wanted) {
    for (JsonNode one : list) {
      if (one.asText().equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException bad) {
      return false;
    }
  }
}
