/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.cloudapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.ufds.NamedKey;
import io.imgapi.sandbox.triton.ufds.UfdsAccounts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The keys of an account. */
final class KeyRoutes {
  private final UfdsAccounts accounts;

  KeyRoutes(UfdsAccounts accounts) {
    this.accounts = accounts;
  }

  Answer list(String owner, Asked asked, Map<String, String> words) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    accounts.keys(owner).forEach(key -> all.add(json(key)));
    return Answer.ok(all);
  }

  Answer get(String owner, Asked asked, Map<String, String> words) {
    return Answer.ok(json(existing(owner, words.get("key"))));
  }

  Answer add(String owner, Asked asked, Map<String, String> words) {
    JsonNode key = asked.body().path("key");
    if (key.isMissingNode()) {
      throw Refusal.of(409, "MissingParameter", "key is missing");
    }
    try {
      NamedKey added = accounts.addKey(owner, asked.body().path("name").asText(""), key.asText());
      return Answer.of(201, json(added))
          .with(
              "Location",
              "/%s/keys/%s"
                  .formatted(
                      words.get("account"),
                      URLEncoder.encode(added.name(), StandardCharsets.UTF_8).replace("+", "%20")));
    } catch (IllegalArgumentException refused) {
      // The service does not say which.
      throw Refusal.of(409, "InvalidArgument", "key already exists or is invalid");
    }
  }

  Answer remove(String owner, Asked asked, Map<String, String> words) {
    accounts.removeKey(owner, existing(owner, words.get("key")).fingerprint());
    return Answer.empty(204);
  }

  private NamedKey existing(String owner, String nameOrFingerprint) {
    return accounts.keys(owner).stream()
        .filter(
            key ->
                key.name().equals(nameOrFingerprint) || key.fingerprint().equals(nameOrFingerprint))
        .findFirst()
        .orElseThrow(() -> Refusal.absent(nameOrFingerprint + " does not exist"));
  }

  private static ObjectNode json(NamedKey key) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", key.name())
        .put("fingerprint", key.fingerprint())
        .put("key", key.openssh());
  }
}
