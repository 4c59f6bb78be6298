/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.vmapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.http.Routes;
import io.imgapi.sandbox.triton.workflow.Jobs;
import java.util.Map;

/** Jobs as VMAPI tells of them, and waits for them: triton-apis.md 8.5. */
final class VmapiJobs {
  private final Jobs jobs;

  VmapiJobs(Jobs jobs) {
    this.jobs = jobs;
  }

  Routes on(Routes routes) {
    return routes
        .on("GET", "/jobs/:uuid", (asked, words) -> Answer.ok(existing(words)))
        .on("GET", "/jobs/:uuid/wait", (asked, words) -> Answer.ok(ended(words)));
  }

  private ObjectNode existing(Map<String, String> words) {
    return jobs.get(words.get("uuid")).orElseThrow(() -> Refusal.absent("no such job"));
  }

  private ObjectNode ended(Map<String, String> words) {
    existing(words);
    VmJobs.await(jobs, words.get("uuid"));
    return existing(words);
  }
}
