/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.vmapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.http.Routes;
import io.imgapi.sandbox.triton.workflow.Jobs;
import java.time.Duration;
import java.util.Map;

/** Jobs as VMAPI tells of them, and waits for them: triton-apis.md 8.5. */
final class VmapiJobs {
  private static final Duration LONGEST = Duration.ofHours(1);
  private final Jobs jobs;

  VmapiJobs(Jobs jobs) {
    this.jobs = jobs;
  }

  Routes on(Routes routes) {
    return routes
        .on("GET", "/jobs/:uuid", (asked, words) -> Answer.ok(existing(words)))
        .on("GET", "/jobs/:uuid/wait", this::await);
  }

  private ObjectNode existing(Map<String, String> words) {
    return jobs.get(words.get("uuid")).orElseThrow(() -> Refusal.absent("no such job"));
  }

  /** What went wrong with the job is what goes wrong with the request. */
  private Answer await(Asked asked, Map<String, String> words) {
    existing(words);
    try {
      jobs.await(words.get("uuid"), LONGEST);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Refusal.of(503, "ServiceUnavailableError", "the service ends");
    }
    ObjectNode job = existing(words);
    for (JsonNode done : job.path("chain_results")) {
      if (done.path("error").isObject()) {
        throw Refusal.of(500, "InternalError", done.path("error").path("message").asText());
      }
    }
    return Answer.ok(job);
  }
}
