/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.vmapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.workflow.JobStep;
import io.imgapi.sandbox.triton.workflow.Jobs;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins the jobs of VMs and says which. */
final class VmJobs {
  private static final Duration LONGEST = Duration.ofHours(1);
  private final Jobs jobs;
  private final Supplier<URI> workflow;

  VmJobs(Jobs jobs, Supplier<URI> workflow) {
    this.jobs = jobs;
    this.workflow = workflow;
  }

  static ObjectNode params(Asked asked, String vm, String image) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("vm_uuid", vm)
        .put("image_uuid", image)
        .put("x-request-id", asked.header("x-request-id").orElse(""));
  }

  /** Begins one; with {@code sync=true} it has ended when this returns. */
  Answer begun(Asked asked, String name, ObjectNode params, List<JobStep> chain, Runnable onError) {
    params.put("task", Jobs.task(name));
    String vm = params.path("vm_uuid").asText();
    String job = jobs.begin(name, "/" + name + "-" + vm, params, chain, onError);
    if (asked.parameter("sync").equals(Optional.of("true"))) {
      await(jobs, job);
    }
    return Answer.of(
            202, JsonNodeFactory.instance.objectNode().put("vm_uuid", vm).put("job_uuid", job))
        .with("workflow-api", workflow.get().toString());
  }

  /** Waits for a job's end; what went wrong with it is what goes wrong with the request. */
  static void await(Jobs jobs, String uuid) {
    try {
      jobs.await(uuid, LONGEST);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Refusal.of(503, "ServiceUnavailableError", "the service ends");
    }
    for (JsonNode done : jobs.get(uuid).orElseThrow().path("chain_results")) {
      if (done.path("error").isObject()) {
        throw Refusal.of(500, "InternalError", done.path("error").path("message").asText());
      }
    }
  }
}
