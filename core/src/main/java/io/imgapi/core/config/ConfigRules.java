/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The rules of the service, in the order in which it applies them, so that the first violation is
 * the one it would die of.
 */
final class ConfigRules {
  private static final String TEXT = "must be a text";
  private static final String NUMBER = "must be a number";
  private static final String OBJECT = "must be an object";
  private static final String TEXTS = "must be a list of texts";

  private final ObjectNode config;
  private final List<Violation> violations = new ArrayList<>();

  private ConfigRules(ObjectNode config) {
    this.config = config;
  }

  /** Everything that is wrong with a merged configuration, most important first. */
  static List<Violation> violations(ObjectNode merged) {
    ConfigRules rules = new ConfigRules(merged);
    rules.applyAll();
    return rules.violations.stream().distinct().toList();
  }

  private void applyAll() {
    computedFromManta();
    require("port", ConfigRules::finite, NUMBER);
    require("address", JsonNode::isTextual, TEXT);
    require("maxSockets", ConfigRules::finite, NUMBER);
    optional("serverName", JsonNode::isTextual, TEXT);
    oneOf("mode", List.of("public", "private", "dc"));
    if (isDatacenter()) {
      datacenter();
    }
    oneOf("authType", List.of("none", "signature"));
    storageTypes();
    manta();
    oneOf("databaseType", List.of("local", "moray"));
    optional("placeholderImageLifespanDays", JsonNode::isNumber, NUMBER);
    optional("allowLocalCreateImageFromVm", JsonNode::isBoolean, "must be true or false");
    imgapiUrlFromDatacenter();
  }

  /** The service needs these before it validates anything. */
  private void computedFromManta() {
    if (!JsTruth.of(at("manta"))) {
      return;
    }
    require("mode", JsonNode::isTextual, TEXT);
    if (!at("manta").isObject()) {
      violations.add(new Violation("manta", OBJECT));
      return;
    }
    require("manta.user", JsonNode::isTextual, TEXT);
    require("manta.baseDir", JsonNode::isTextual, TEXT);
    if (isDatacenter()) {
      require("datacenterName", JsonNode::isTextual, TEXT);
    }
  }

  private void datacenter() {
    require("datacenterName", JsonNode::isTextual, TEXT);
    require("ufds", JsonNode::isContainerNode, OBJECT);
    require("ufds.url", JsonNode::isTextual, TEXT);
    require("ufds.bindDN", JsonNode::isTextual, TEXT);
    require("ufds.bindPassword", JsonNode::isTextual, TEXT);
    require("moray", JsonNode::isContainerNode, OBJECT);
    require("moray.host", JsonNode::isTextual, TEXT);
    require("moray.port", ConfigRules::finite, NUMBER);
    require("wfapi", JsonNode::isContainerNode, OBJECT);
    require("wfapi.url", JsonNode::isTextual, TEXT);
    require("wfapi.workflows", ConfigRules::listOfTexts, TEXTS);
  }

  private void storageTypes() {
    require("storageTypes", ConfigRules::listOfTexts, TEXTS);
    if (!listOfTexts(at("storageTypes"))) {
      return;
    }
    List<String> types = new ArrayList<>();
    at("storageTypes").forEach(type -> types.add(type.textValue()));
    if (!List.of("local", "manta").containsAll(types)) {
      violations.add(new Violation("storageTypes", "each must be one of local, manta"));
    }
    if (types.contains("manta")) {
      require("manta", JsonNode::isContainerNode, "must be an object, as storageTypes names manta");
    }
  }

  private void manta() {
    if (!JsTruth.of(at("manta")) || !at("manta").isObject()) {
      return;
    }
    for (String key : List.of("url", "user", "key", "keyId", "baseDir")) {
      require("manta." + key, JsonNode::isTextual, TEXT);
    }
  }

  private void imgapiUrlFromDatacenter() {
    JsonNode urls = at("imgapiUrlFromDatacenter");
    if (!JsTruth.of(urls)) {
      return;
    }
    if (!urls.isContainerNode()) {
      violations.add(new Violation("imgapiUrlFromDatacenter", OBJECT));
    } else if (!allTexts(urls)) {
      violations.add(new Violation("imgapiUrlFromDatacenter", "each value must be a text"));
    }
  }

  private boolean isDatacenter() {
    return at("mode").asText("").equals("dc");
  }

  private void require(String key, Predicate<JsonNode> rule, String reason) {
    if (!rule.test(at(key))) {
      String missing = at(key).isMissingNode() ? "is missing; it " : "";
      violations.add(new Violation(key, missing + reason));
    }
  }

  private void optional(String key, Predicate<JsonNode> rule, String reason) {
    if (!at(key).isMissingNode() && !at(key).isNull()) {
      require(key, rule, reason);
    }
  }

  private void oneOf(String key, List<String> words) {
    require(
        key,
        value -> value.isTextual() && words.contains(value.textValue()),
        "must be one of " + String.join(", ", words));
  }

  private JsonNode at(String dotted) {
    JsonNode node = config;
    for (String part : dotted.split("\\.")) {
      node = node.path(part);
    }
    return node;
  }

  private static boolean finite(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue());
  }

  private static boolean listOfTexts(JsonNode value) {
    return value.isArray() && allTexts(value);
  }

  private static boolean allTexts(JsonNode container) {
    return StreamSupport.stream(container.spliterator(), false).allMatch(JsonNode::isTextual);
  }
}
