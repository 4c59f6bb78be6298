/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.imgapi.ApiError.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a manifest must be like to be kept, or loaded at start.
 *
 * @param mode a public server holds public images only
 * @param channels those that an image may belong to; empty where there are none
 */
record ManifestRules(String mode, Optional<Channels> channels) {

  private static final Set<String> STATES =
      Set.of("active", "unactivated", "disabled", "creating", "failed");
  private static final Set<String> TYPES =
      Set.of("zone-dataset", "lx-dataset", "zvol", "docker", "lxd", "other");
  private static final Set<String> SYSTEMS =
      Set.of("smartos", "linux", "windows", "bsd", "illumos", "plan9", "other");
  static final Set<String> COMPRESSIONS = Set.of("gzip", "bzip2", "xz", "none");
  private static final String DATE = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?Z";

  /**
   * Refuses a manifest that breaks a rule.
   *
   * @throws ApiError {@code ValidationFailed}, naming every field that is wrong
   */
  void require(ObjectNode raw) {
    refuse("invalid image data: ", problems(raw));
  }

  static void refuse(String what, List<Problem> problems) {
    if (!problems.isEmpty()) {
      List<String> fields = problems.stream().map(Problem::field).toList();
      throw ApiError.validationFailed(what + String.join(", ", fields), problems);
    }
  }

  private List<Problem> problems(ObjectNode raw) {
    List<Problem> problems = new ArrayList<>();
    uuid(raw, "uuid", problems);
    uuid(raw, "owner", problems);
    if (raw.has("origin")) {
      uuid(raw, "origin", problems);
    }
    text(raw, "name", 512, true, problems);
    text(raw, "version", 128, true, problems);
    text(raw, "description", 512, false, problems);
    url(raw, "homepage", problems);
    url(raw, "eula", problems);
    truth(raw, "disabled", problems);
    truth(raw, "public", problems);
    oneOf(raw, "state", STATES, problems);
    oneOf(raw, "type", TYPES, problems);
    oneOf(raw, "os", SYSTEMS, problems);
    if (mode.equals("public") && raw.path("public").asText().equals("false")) {
      problems.add(
          Problem.invalid("public", "private images are not allowed on a public image server"));
    }
    published(raw, problems);
    raw.path("files").forEach(file -> file(file, problems));
    icon(raw, problems);
    acl(raw, problems);
    structure(raw, problems);
    channels.ifPresent(known -> channels(raw, known, problems));
    return problems;
  }

  private static void uuid(ObjectNode raw, String field, List<Problem> problems) {
    if (!raw.hasNonNull(field)) {
      problems.add(Problem.missing(field));
    } else if (!Image.isUuid(raw.get(field).asText())) {
      problems.add(Problem.invalid(field, "not a UUID"));
    }
  }

  private static void text(
      ObjectNode raw, String field, int most, boolean needed, List<Problem> problems) {
    JsonNode value = raw.path(field);
    if (needed && value.asText("").isEmpty()) {
      problems.add(Problem.missing(field));
    } else if (!value.isMissingNode() && !value.isTextual()) {
      problems.add(Problem.invalid(field, "not a string"));
    } else if (value.asText("").length() > most) {
      problems.add(Problem.invalid(field, "too long (max " + most + " characters)"));
    }
  }

  private static void url(ObjectNode raw, String field, List<Problem> problems) {
    text(raw, field, 128, false, problems);
    if (raw.has(field) && !raw.get(field).asText().matches("https?://.*")) {
      problems.add(Problem.invalid(field, "not an HTTP URL"));
    }
  }

  private static void truth(ObjectNode raw, String field, List<Problem> problems) {
    if (!raw.hasNonNull(field)) {
      problems.add(Problem.missing(field));
    } else if (!raw.get(field).asText().matches("true|false")) {
      problems.add(Problem.invalid(field, "not a boolean"));
    }
  }

  private static void oneOf(
      ObjectNode raw, String field, Set<String> known, List<Problem> problems) {
    if (!raw.hasNonNull(field)) {
      problems.add(Problem.missing(field));
    } else if (!known.contains(raw.get(field).asText())) {
      problems.add(
          Problem.invalid(
              field, "must be one of: " + String.join(", ", known.stream().sorted().toList())));
    }
  }

  private static void published(ObjectNode raw, List<Problem> problems) {
    if (!raw.has("published_at")) {
      if (new Image(raw).activated()) {
        problems.add(Problem.missing("published_at"));
      }
    } else if (!raw.get("published_at").asText().matches(DATE)) {
      problems.add(Problem.invalid("published_at", "not YYYY-MM-DDTHH:MM:SS(.SSS)Z"));
    }
  }

  private static void file(JsonNode file, List<Problem> problems) {
    if (file.path("sha1").asText("").isEmpty()) {
      problems.add(Problem.invalid("files", "a file has no \"sha1\""));
    }
    if (file.path("size").asLong() <= 0) {
      problems.add(Problem.invalid("files", "a file has no \"size\""));
    }
    if (!COMPRESSIONS.contains(file.path("compression").asText(""))) {
      problems.add(Problem.invalid("files", "a file has no known \"compression\""));
    }
  }

  private static void icon(ObjectNode raw, List<Problem> problems) {
    new Image(raw)
        .icon()
        .ifPresent(
            icon -> {
              for (String field : List.of("contentMD5", "size", "contentType")) {
                if (!icon.hasNonNull(field)) {
                  problems.add(Problem.invalid("icon", "it has no \"" + field + "\""));
                }
              }
            });
  }

  private static void acl(ObjectNode raw, List<Problem> problems) {
    for (String member : new Image(raw).list("acl")) {
      if (!Image.isUuid(member)) {
        problems.add(Problem.invalid("acl", "not a UUID: " + member));
      }
    }
  }

  private static void structure(ObjectNode raw, List<Problem> problems) {
    for (String field : List.of("requirements", "traits", "tagsObj")) {
      if (raw.has(field) && !raw.get(field).isObject()) {
        problems.add(Problem.invalid(field.equals("tagsObj") ? "tags" : field, "not an object"));
      }
    }
    for (String field : List.of("users", "inherited_directories", "files")) {
      if (raw.has(field) && !raw.get(field).isArray()) {
        problems.add(Problem.invalid(field, "not an array"));
      }
    }
  }

  private static void channels(ObjectNode raw, Channels known, List<Problem> problems) {
    for (String name : new Image(raw).list("channels")) {
      if (!known.has(name)) {
        problems.add(Problem.invalid("channels", "unknown channel: " + name));
      }
    }
  }
}
