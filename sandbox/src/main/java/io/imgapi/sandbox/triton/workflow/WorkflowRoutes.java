/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.triton.http.Answer;
import io.imgapi.sandbox.triton.http.Asked;
import io.imgapi.sandbox.triton.http.Refusal;
import io.imgapi.sandbox.triton.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** WFAPI: triton-apis.md 9. */
public final class WorkflowRoutes {
  private static final int PAGE = 1000;
  private static final Set<String> LISTED =
      Set.of("queued", "failed", "succeeded", "running", "canceled");
  private final Jobs jobs;

  private WorkflowRoutes(Jobs jobs) {
    this.jobs = jobs;
  }

  /** What it answers. */
  public static Routes of(Jobs jobs) {
    WorkflowRoutes service = new WorkflowRoutes(jobs);
    return new Routes()
        .always("request-id", WorkflowRoutes::requestId)
        .on("GET", "/jobs", service::list)
        .on("GET", "/jobs/:uuid", (asked, words) -> Answer.ok(service.existing(words)))
        .on("GET", "/jobs/:uuid/info", service::info)
        .on("POST", "/jobs/:uuid/cancel", service::cancel);
  }

  private static String requestId(Asked asked) {
    return asked.header("x-request-id").orElseGet(() -> UUID.randomUUID().toString());
  }

  private ObjectNode existing(Map<String, String> words) {
    return jobs.get(words.get("uuid"))
        .orElseThrow(
            () -> Refusal.absent("Job with uuid '" + words.get("uuid") + "' does not exist"));
  }

  /** No task of the jobs here tells anything of itself. */
  private Answer info(Asked asked, Map<String, String> words) {
    existing(words);
    return Answer.ok(JsonNodeFactory.instance.arrayNode());
  }

  private Answer cancel(Asked asked, Map<String, String> words) {
    existing(words);
    if (!jobs.cancel(words.get("uuid"))) {
      throw Refusal.of(409, "ConflictError", "Finished jobs cannot be canceled");
    }
    return Answer.ok(existing(words));
  }

  private Answer list(Asked asked, Map<String, String> words) {
    asked
        .parameter("execution")
        .filter(execution -> !LISTED.contains(execution))
        .ifPresent(
            other -> {
              throw Refusal.of(409, "InvalidArgument", "no execution " + other);
            });
    List<ObjectNode> matching = matching(jobs, asked);
    int offset = asked.number("offset", 0, 0, Integer.MAX_VALUE);
    int limit = asked.number("limit", PAGE, 1, PAGE);
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    matching.stream().skip(offset).limit(limit).forEach(page::add);
    return Answer.ok(page).with("x-count", Integer.toString(matching.size()));
  }

  /** The jobs that a request's filters leave. */
  public static List<ObjectNode> matching(Jobs jobs, Asked asked) {
    return jobs.records().all().stream()
        .filter(
            job ->
                asked
                    .parameter("execution")
                    .map(wanted -> wanted.equals(job.path("execution").asText()))
                    .orElse(true))
        .filter(
            job ->
                asked
                    .parameter("task")
                    .map(task -> job.path("name").asText().startsWith(task))
                    .orElse(true))
        .filter(job -> has(job, "vm_uuid", asked))
        .filter(job -> has(job, "image_uuid", asked))
        .toList();
  }

  private static boolean has(ObjectNode job, String name, Asked asked) {
    return asked
        .parameter(name)
        .map(wanted -> wanted.equals(job.path("params").path(name).asText()))
        .orElse(true);
  }
}
