/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.workflow;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.triton.state.Records;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Carries jobs out, each in a thread of its own, and keeps how they are: triton-apis.md 9. */
public final class Jobs implements Closeable {
  private static final int END_SECONDS = 10;
  private static final Map<String, Integer> TIMEOUTS =
      Map.of("provision", 3810, "reprovision", 210, "import-remote-image", 7250);
  private static final int OTHER_TIMEOUT = 300;
  private final Records records;
  private final Clock clock;
  private final Sleeper sleeper;
  private final JobFaults faults = new JobFaults();
  private final Map<String, JobRun> runs = new ConcurrentHashMap<>();
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
        Instant now = clock.instant();
        JobRun.addResult(job, "runner", "", "the runner died", now, now);
        records.put(job.put("execution", "failed"));
      }
    }
  }

  /** What a job does: its name without the version of its workflow. */
  public static String task(String name) {
    return name.replaceFirst("-[0-9.]+$", "");
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
    String now = clock.instant().toString();
    ObjectNode job =
        JsonNodeFactory.instance
            .objectNode()
            .put("uuid", UUID.randomUUID().toString())
            .put("name", name)
            .put("workflow_uuid", UUID.nameUUIDFromBytes(name.getBytes(US_ASCII)).toString())
            .put("execution", "queued")
            .put("target", target)
            .put("num_attempts", 0)
            .put("timeout", TIMEOUTS.getOrDefault(task(name), OTHER_TIMEOUT))
            .put("elapsed", 0.0)
            .put("exec_after", now)
            .put("created_at", now);
    job.set("params", params);
    for (String key : List.of("vm_uuid", "image_uuid")) {
      if (params.has(key)) {
        job.set(key, params.get(key));
      }
    }
    ArrayNode steps = job.putArray("chain");
    chain.forEach(step -> steps.addObject().put("name", step.name()));
    job.putArray("onerror");
    job.putArray("chain_results");
    job.putArray("onerror_results");
    records.put(job);
    Optional<JobFault> fault = faults.strike(name, chain);
    JobRun run =
        new JobRun(
            job,
            chain,
            onError,
            fault,
            new JobRun.Setting(records, clock, sleeper, threads::isShutdown));
    String uuid = job.path("uuid").asText();
    runs.put(uuid, run);
    threads.execute(
        () -> {
          run.run();
          if (run.isOver()) {
            runs.remove(uuid);
          }
        });
    return uuid;
  }

  /** The job as it is; empty where there is none. */
  public Optional<ObjectNode> get(String uuid) {
    return records.get(uuid);
  }

  /**
   * Cancels a job.
   *
   * @return whether it had not ended, or had been canceled before
   */
  boolean cancel(String uuid) {
    JobRun run = runs.get(uuid);
    boolean before =
        get(uuid).filter(job -> job.path("execution").asText().equals("canceled")).isPresent();
    return before || (run != null && run.cancel());
  }

  /** Waits until a job has ended, or for so long. */
  public void await(String uuid, Duration time) throws InterruptedException {
    JobRun run = runs.get(uuid);
    if (run != null) {
      run.await(time);
    }
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
