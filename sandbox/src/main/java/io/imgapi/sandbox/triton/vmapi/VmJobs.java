/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.vmapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.workflow.JobStep;
import io.imgapi.sandbox.triton.workflow.Jobs;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Begins the jobs of VMs and says which. */
final class VmJobs {
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

  Answer begun(String name, String vm, ObjectNode params, List<JobStep> chain, Runnable onError) {
    params.put("task", Jobs.task(name));
    String job = jobs.begin(name, "/" + name + "-" + vm, params, chain, onError);
    return Answer.of(
            202, JsonNodeFactory.instance.objectNode().put("vm_uuid", vm).put("job_uuid", job))
        .with("workflow-api", workflow.get().toString());
  }
}
