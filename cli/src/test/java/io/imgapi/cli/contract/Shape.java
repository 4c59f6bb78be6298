/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what came with an example: every field of the example is there with a value of its JSON
 * type. More fields may be there.
 */
final class Shape {
  private Shape() {}

  static void requireLike(JsonNode example, JsonNode actual) {
    compare("", example, actual);
    if (example.isArray() && example.isEmpty()) {
      assertThat(actual).as("a list of none").isEmpty();
    }
  }

  private static void compare(String at, JsonNode example, JsonNode actual) {
    assertThat(actual.isMissingNode()).as("absence of " + at).isFalse();
    if (example.asText().equals(Bindings.ANY) || example.isNull()) {
      return;
    }
    assertThat(actual.getNodeType()).as("type of " + at).isEqualTo(example.getNodeType());
    if (example.isArray()) {
      compareElements(at + "/*", example, actual);
    } else {
      example
          .properties()
          .forEach(
              field ->
                  compare(
                      at + "/" + field.getKey(), field.getValue(), actual.path(field.getKey())));
    }
  }

  /** Elements may differ in what they have: each of the example is like one of those that came. */
  private static void compareElements(String at, JsonNode example, JsonNode actual) {
    for (JsonNode element : example) {
      List<String> failures = new ArrayList<>();
      for (JsonNode candidate : actual) {
        failure(at, element, candidate, failures);
      }
      assertThat(failures.size())
          .as("elements at " + at + " that are like none of the example: " + failures)
          .isLessThan(actual.size());
    }
  }

  private static void failure(
      String at, JsonNode element, JsonNode candidate, List<String> failures) {
    try {
      compare(at, element, candidate);
    } catch (AssertionError e) {
      failures.add(e.getMessage());
    }
  }
}
