/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers questions about a configuration: what is a value, where is it from, is all of it valid.
 */
public final class InspectConfig {
  private final ConfigReader reader;

  /** Answers from what {@code reader} reads. */
  public InspectConfig(ConfigReader reader) {
    this.reader = reader;
  }

  /**
   * The whole merged configuration, or the value at a dotted key; an empty key is no key.
   *
   * @throws ImgapiException where the configuration is not valid or has no such key
   */
  public Value show(Path file, Optional<String> key) {
    JsonNode values = reader.readValid(file).values();
    return new Value(
        key.filter(k -> !k.isEmpty()).map(k -> ConfigKey.lookUp(values, k)).orElse(values));
  }

  /** Every value with its origin; values that look secret are masked. */
  public Origins origins(Path file) {
    MergedConfig merged = reader.merge(file);
    List<Origins.Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> top : merged.values().properties()) {
      if (top.getValue().isObject() && !top.getValue().isEmpty()) {
        for (Map.Entry<String, JsonNode> below : top.getValue().properties()) {
          entries.add(
              new Origins.Entry(
                  top.getKey() + "." + below.getKey(),
                  merged.originOf(top.getKey(), below.getKey()),
                  masked(below.getKey(), below.getValue())));
        }
      } else {
        Origin origin = merged.originOf(top.getKey(), "");
        entries.add(new Origins.Entry(top.getKey(), origin, masked(top.getKey(), top.getValue())));
      }
    }
    return new Origins(file, List.copyOf(entries));
  }

  /**
   * Checks everything, not only the first thing that is wrong.
   *
   * @throws ImgapiException of {@link ExitCode#CONFIG_INVALID} with every violation in its context
   */
  public Checked check(Path file) {
    ObjectNode values = reader.merge(file).values();
    List<Violation> violations = new ArrayList<>(ConfigRules.violations(values));
    violations.addAll(StartRules.violations(values));
    if (violations.isEmpty()) {
      return new Checked(file, StartRules.warnings(values));
    }
    String count = violations.size() == 1 ? "one value" : violations.size() + " values";
    ImgapiException failure =
        ImgapiException.of(ExitCode.CONFIG_INVALID, count + " in the configuration cannot be right")
            .with("file", file.toString());
    for (Violation violation : violations) {
      failure = failure.with(violation.key(), violation.reason());
    }
    throw failure;
  }

  private static JsonNode masked(String key, JsonNode value) {
    return value.isTextual() && ConfigSecrets.isSecret(key, value)
        ? TextNode.valueOf("***")
        : value;
  }

  /** A value of the merged configuration. */
  public record Value(JsonNode value) {}

  /** A configuration that the service starts with; the warnings are what it would regret later. */
  public record Checked(Path file, List<String> warnings) {}

  /** Where every value comes from. */
  public record Origins(Path file, List<Entry> entries) {
    /** One value; what is below a key of the second level is shown as a whole. */
    public record Entry(String key, Origin origin, JsonNode value) {}
  }
}
