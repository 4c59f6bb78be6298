/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.triton.state.Records;
import java.io.Closeable;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Carries jobs out, each in a thread of its own, and keeps how they are: triton-apis.md 9. */
public final class Jobs implements Closeable {
  private static final int END_SECONDS = 10;
  private static final String WORKFLOW_TIMEOUT = "workflow timeout";
  private final Records records;
  private final Clock clock;
  private final Sleeper sleeper;
  private final JobFaults faults = new JobFaults();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "sandbox-job");
            thread.setDaemon(true);
            return thread;
          });

  /** Takes up the jobs that were kept; those that were at work ended with the process. */
  public Jobs(Records records, Clock clock, Sleeper sleeper) {
    this.records = records;
    this.clock = clock;
    this.sleeper = sleeper;
    for (ObjectNode job : records.all()) {
      if (isUnfinished(job)) {
        result(job, "runner", "", "the runner died");
        records.put(job.put("execution", "failed"));
      }
    }
  }

  static boolean isUnfinished(ObjectNode job) {
    String execution = job.path("execution").asText();
    return execution.equals("queued") || execution.equals("running");
  }

  /** Puts a fault in force. */
  public void add(JobFault fault) {
    faults.add(fault);
  }

  /** The faults in force, with how many jobs each has struck. */
  public List<JobFaultState> faults() {
    return faults.list();
  }

  /** Lifts every fault. Jobs that hang stay so. */
  public void clearFaults() {
    faults.clear();
  }

  /**
   * Begins a job.
   *
   * @param onError what is done where it fails
   * @return its uuid
   */
  public String begin(
      String name, String target, ObjectNode params, List<JobStep> chain, Runnable onError) {
    ObjectNode job =
        JsonNodeFactory.instance
            .objectNode()
            .put("uuid", UUID.randomUUID().toString())
            .put("name", name)
            .put("execution", "queued")
            .put("target", target)
            .put("num_attempts", 0)
            .put("created_at", clock.instant().toString());
    job.set("params", params);
    for (String key : List.of("vm_uuid", "image_uuid")) {
      if (params.has(key)) {
        job.set(key, params.get(key));
      }
    }
    ArrayNode steps = job.putArray("chain");
    chain.forEach(step -> steps.addObject().put("name", step.name()));
    job.putArray("chain_results");
    job.putArray("onerror_results");
    records.put(job);
    Optional<JobFault> fault = faults.strike(name, chain);
    threads.execute(() -> run(job, chain, onError, fault));
    return job.path("uuid").asText();
  }

  private void run(
      ObjectNode job, List<JobStep> chain, Runnable onError, Optional<JobFault> fault) {
    try {
      records.put(job.put("execution", "running"));
      for (int i = 0; i < chain.size(); i++) {
        int at = i;
        boolean struck = fault.filter(one -> JobFaults.isAt(one, chain, at)).isPresent();
        sleeper.sleep(chain.get(i).takes());
        if (struck) {
          strike(job, chain, i, onError, fault.get());
          return;
        }
        result(job, chain.get(i).name(), chain.get(i).work().call(), "");
        records.put(job);
      }
      records.put(job.put("execution", "succeeded"));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (Exception failure) {
      // Interrupted at its work: the next start finds that the job was cut off.
      if (!threads.isShutdown()) {
        fail(job, chain, failure.getMessage(), onError);
      }
    }
  }

  private void strike(ObjectNode job, List<JobStep> chain, int at, Runnable onError, JobFault fault)
      throws Exception {
    switch (fault.kind()) {
      case FAILS -> fail(job, chain, fault.reason(), onError);
      case CANCELED -> {
        onError.run();
        records.put(job.put("execution", "canceled"));
      }
      case HANGS -> records.put(job);
      case TIMES_OUT_AND_GOES_ON -> {
        result(job, chain.get(at).name(), "", WORKFLOW_TIMEOUT);
        records.put(job.put("execution", "failed"));
        for (JobStep step : chain.subList(at, chain.size())) {
          step.work().call();
        }
      }
    }
  }

  private void fail(ObjectNode job, List<JobStep> chain, String reason, Runnable onError) {
    int done = Math.min(job.path("chain_results").size(), chain.size() - 1);
    result(job, chain.get(done).name(), "", reason == null ? "failed" : reason);
    onError.run();
    ((ArrayNode) job.path("onerror_results")).addObject().put("result", "OK").put("error", "");
    records.put(job.put("execution", "failed"));
  }

  private void result(ObjectNode job, String name, String result, String error) {
    ObjectNode entry = job.withArray("chain_results").addObject().put("name", name);
    entry.put("result", result == null ? "OK" : result);
    if (error.isEmpty()) {
      entry.put("error", "");
    } else {
      entry.putObject("error").put("name", "Error").put("message", error);
    }
    entry.put("finished_at", clock.instant().toString());
  }

  Records records() {
    return records;
  }

  /** Cuts off the jobs that are at work, and waits until they write no more. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
