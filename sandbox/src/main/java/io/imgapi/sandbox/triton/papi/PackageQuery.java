/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.papi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Asked;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which packages are asked for, and in which order: triton-apis.md 4. */
final class PackageQuery {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STAR = "{\\2a}";
  private static final String OWNERS = "owner_uuids";
  private static final List<String> SCHEMA =
      List.of(
          "uuid",
          "name",
          "version",
          "active",
          "brand",
          "os",
          "group",
          "common_name",
          "description",
          "cpu_cap",
          "fss",
          "max_lwps",
          "max_physical_memory",
          "max_swap",
          "min_platform",
          "networks",
          "quota",
          "vcpus",
          "zfs_io_priority",
          "flexible_disk");

  private PackageQuery() {}

  /** Those that are asked for; a filter counts instead of everything else. */
  static Predicate<ObjectNode> wanted(Asked asked) {
    Optional<String> filter = asked.parameter("filter");
    if (filter.isPresent()) {
      return PackageFilter.of(filter.get());
    }
    Predicate<ObjectNode> wanted = one -> isFor(one, asked);
    for (String name : SCHEMA) {
      Optional<String> value = asked.parameter(name);
      if (value.isPresent()) {
        Set<Pattern> patterns =
            alternatives(value.get()).stream()
                .map(PackageQuery::pattern)
                .collect(Collectors.toSet());
        wanted = wanted.and(one -> has(one.path(name), patterns));
      }
    }
    return wanted;
  }

  /** Those that name no owner are for everybody. */
  static boolean isFor(ObjectNode one, Asked asked) {
    Optional<String> owner = asked.parameter(OWNERS);
    if (owner.isEmpty() || one.path(OWNERS).isEmpty()) {
      return true;
    }
    Set<String> any = alternatives(owner.get());
    for (JsonNode allowed : one.path(OWNERS)) {
      if (any.contains(allowed.asText())) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(JsonNode value, Set<Pattern> patterns) {
    Stream<JsonNode> values =
        value.isArray() ? value.valueStream() : Stream.of(value).filter(JsonNode::isValueNode);
    return values.anyMatch(
        one -> patterns.stream().anyMatch(pattern -> pattern.matcher(one.asText()).matches()));
  }

  /** A JSON list names several values, each of which will do. */
  private static Set<String> alternatives(String wanted) {
    try {
      JsonNode json = JSON.readTree(wanted);
      if (json.isArray()) {
        Set<String> all = new LinkedHashSet<>();
        json.forEach(one -> all.add(one.asText()));
        return all;
      }
      return Set.of(json.isTextual() ? json.asText() : wanted);
    } catch (JsonProcessingException plain) {
      return Set.of(wanted);
    }
  }

  /** A star stands for anything, unless it is written as its code. */
  private static Pattern pattern(String wanted) {
    return Pattern.compile(
        Stream.of(wanted.split("\\*", -1))
            .map(part -> Pattern.quote(part.replace(STAR, "*")))
            .collect(Collectors.joining(".*")));
  }

  /** Puts them in the order asked for, else as they came; what lacks the attribute comes last. */
  static void sort(List<ObjectNode> found, Asked asked) {
    Optional<String> sort = asked.parameter("sort").filter(name -> !name.equals("_id"));
    if (sort.isEmpty()) {
      return;
    }
    Comparator<String> rising = PackageFilter::order;
    boolean falls = asked.parameter("order").filter("desc"::equalsIgnoreCase).isPresent();
    found.sort(
        Comparator.comparing(
            one -> one.path(sort.get()).isMissingNode() ? null : one.path(sort.get()).asText(),
            Comparator.nullsLast(falls ? rising.reversed() : rising)));
  }
}
