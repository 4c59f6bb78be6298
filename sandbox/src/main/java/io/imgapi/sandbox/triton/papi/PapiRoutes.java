/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.papi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.http.Routes;
import io.imgapi.sandbox.triton.state.Records;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** PAPI: triton-apis.md 4 and 16.2. */
public final class PapiRoutes {
  private static final int PAGE = 1000;
  private static final String STAR = "{\\2a}";
  private final Records packages;

  private PapiRoutes(Records packages) {
    this.packages = packages;
  }

  /** What it answers. */
  public static Routes of(Records packages) {
    PapiRoutes papi = new PapiRoutes(packages);
    return new Routes().on("GET", "/packages", papi::list).on("GET", "/packages/:uuid", papi::get);
  }

  private Answer get(Asked asked, Map<String, String> words) {
    return packages
        .get(words.get("uuid"))
        .filter(found -> isFor(found, asked.parameter("owner_uuids")))
        .map(Answer::ok)
        .orElseThrow(() -> Refusal.absent("Package " + words.get("uuid") + " does not exist"));
  }

  private Answer list(Asked asked, Map<String, String> words) {
    List<ObjectNode> found =
        packages.all().stream()
            .filter(one -> isFor(one, asked.parameter("owner_uuids")))
            .filter(one -> matches(one, "name", asked))
            .filter(one -> matches(one, "uuid", asked))
            .filter(one -> matches(one, "active", asked))
            .toList();
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    found.stream()
        .skip(asked.number("offset", 0, 0, Integer.MAX_VALUE))
        .limit(asked.number("limit", PAGE, 1, PAGE))
        .forEach(page::add);
    return Answer.ok(page).with("x-resource-count", Integer.toString(found.size()));
  }

  /** Those that name no owner are for everybody. */
  private static boolean isFor(ObjectNode one, Optional<String> owner) {
    if (owner.isEmpty() || !one.path("owner_uuids").isArray()) {
      return true;
    }
    for (var allowed : one.path("owner_uuids")) {
      if (allowed.asText().equals(owner.get())) {
        return true;
      }
    }
    return false;
  }

  /** A star stands for anything, unless it is written as its code. */
  private static boolean matches(ObjectNode one, String name, Asked asked) {
    return asked
        .parameter(name)
        .map(wanted -> pattern(wanted).matcher(one.path(name).asText()).matches())
        .orElse(true);
  }

  private static Pattern pattern(String wanted) {
    return Pattern.compile(
        Stream.of(wanted.split("\\*", -1))
            .map(part -> Pattern.quote(part.replace(STAR, "*")))
            .collect(Collectors.joining(".*")));
  }
}
