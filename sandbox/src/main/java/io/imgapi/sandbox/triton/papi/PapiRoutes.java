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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PAPI: triton-apis.md 4 and 16.2. */
public final class PapiRoutes {
  private static final int PAGE = 1000;
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
        .filter(found -> PackageQuery.isFor(found, asked))
        .map(Answer::ok)
        .orElseThrow(() -> Refusal.absent("Package " + words.get("uuid") + " does not exist"));
  }

  private Answer list(Asked asked, Map<String, String> words) {
    List<ObjectNode> found = new ArrayList<>(packages.all());
    found.removeIf(PackageQuery.wanted(asked).negate());
    PackageQuery.sort(found, asked);
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    found.stream()
        .skip(asked.number("offset", 0, 0, Integer.MAX_VALUE))
        .limit(asked.number("limit", PAGE, 1, PAGE))
        .forEach(page::add);
    return Answer.ok(page).with("x-resource-count", Integer.toString(found.size()));
  }
}
