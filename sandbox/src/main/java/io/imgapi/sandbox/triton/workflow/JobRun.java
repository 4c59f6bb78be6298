/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.triton.state.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One job at work: its steps one after another. Its end is claimed once, by whatever comes first:
 * success, failure, or somebody who cancels it.
 */
final class JobRun {
  private static final String WORKFLOW_TIMEOUT = "workflow timeout";
  private static final double MILLIS = 1000.0;
  private final ObjectNode job;
  private final List<JobStep> chain;
  private final Runnable onError;
  private final Optional<JobFault> fault;
  private final Setting setting;
  private final CountDownLatch told = new CountDownLatch(1);
  private boolean claimed;
  private boolean canceled;
  private boolean hangs;

  /**
   * What it needs of others.
   *
   * @param stopping whether whatever fails now does so because the sandbox ends
   */
  record Setting(Records records, Clock clock, Sleeper sleeper, BooleanSupplier stopping) {}

  JobRun(
      ObjectNode job,
      List<JobStep> chain,
      Runnable onError,
      Optional<JobFault> fault,
      Setting setting) {
    this.job = job;
    this.chain = chain;
    this.onError = onError;
    this.fault = fault;
    this.setting = setting;
  }

  void run() {
    try {
      tell("running");
      for (int at = 0; at < chain.size(); at++) {
        JobStep step = chain.get(at);
        Instant began = setting.clock().instant();
        setting.sleeper().sleep(step.takes());
        if (isCanceled()) {
          undo();
          return;
        }
        if (fault.isPresent() && JobFaults.isAt(fault.get(), chain, at)) {
          strike(at, fault.get());
          return;
        }
        done(step.name(), step.work().call(), began);
      }
      if (claim()) {
        end("succeeded");
      } else {
        undo();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (Exception failure) {
      // Interrupted at its work: the next start finds that the job was cut off.
      if (!setting.stopping().getAsBoolean()) {
        fail(failure.getMessage());
      }
    }
  }

  private void strike(int at, JobFault struck) throws Exception {
    switch (struck.kind()) {
      case FAILS -> fail(struck.reason());
      case HANGS -> {
        if (!hang()) {
          undo();
        }
      }
      case CANCELED -> {
        claim();
        undo();
        end("canceled");
      }
      case TIMES_OUT_AND_GOES_ON -> {
        if (!claim()) {
          undo();
          return;
        }
        result(chain.get(at).name(), "", WORKFLOW_TIMEOUT, setting.clock().instant());
        end("failed");
        for (JobStep step : chain.subList(at, chain.size())) {
          step.work().call();
        }
      }
    }
  }

  private void fail(String reason) {
    if (!claim()) {
      undo();
      return;
    }
    int done = Math.min(job.path("chain_results").size(), chain.size() - 1);
    result(
        chain.get(done).name(), "", reason == null ? "failed" : reason, setting.clock().instant());
    String wrong = undo();
    ((ArrayNode) job.path("onerror_results"))
        .addObject()
        .put("result", wrong.isEmpty() ? "OK" : "")
        .put("error", wrong);
    end("failed");
  }

  /** Does what is done where a job fails, and says why it could not. */
  private String undo() {
    try {
      onError.run();
      return "";
    } catch (RuntimeException failure) {
      return String.valueOf(failure.getMessage());
    }
  }

  /**
   * Cancels it. Where it is at a step, that one is not broken off; what is done where it fails is
   * done after it.
   *
   * @return whether it had not ended
   */
  boolean cancel() {
    boolean idle;
    synchronized (this) {
      if (claimed) {
        return canceled;
      }
      claimed = true;
      canceled = true;
      idle = hangs;
      end("canceled");
    }
    if (idle) {
      undo();
    }
    return true;
  }

  /** Whether there is nothing left to cancel. */
  synchronized boolean isOver() {
    return claimed;
  }

  private synchronized boolean isCanceled() {
    return canceled;
  }

  private synchronized boolean claim() {
    boolean first = !claimed;
    claimed = true;
    return first;
  }

  /** Leaves it to whoever cancels it, unless somebody has. */
  private synchronized boolean hang() {
    hangs = true;
    return !canceled;
  }

  private synchronized void tell(String execution) {
    if (!canceled) {
      put(execution);
    }
  }

  private synchronized void done(String name, String result, Instant began) {
    if (!canceled) {
      result(name, result, "", began);
      put("running");
    }
  }

  private synchronized void end(String execution) {
    put(execution);
    told.countDown();
  }

  private void put(String execution) {
    Instant created = Instant.parse(job.path("created_at").asText());
    Duration elapsed = Duration.between(created, setting.clock().instant());
    setting
        .records()
        .put(job.put("execution", execution).put("elapsed", elapsed.toMillis() / MILLIS));
  }

  /** Waits until its end is told, or for so long. */
  void await(Duration time) throws InterruptedException {
    told.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void result(String name, String result, String error, Instant began) {
    addResult(job, name, result, error, began, setting.clock().instant());
  }

  static void addResult(
      ObjectNode job, String name, String result, String error, Instant began, Instant ended) {
    ObjectNode entry = job.withArray("chain_results").addObject().put("name", name);
    entry.put("result", result == null ? "OK" : result);
    if (error.isEmpty()) {
      entry.put("error", "");
    } else {
      entry.putObject("error").put("name", "Error").put("message", error);
    }
    entry.put("started_at", began.toString()).put("finished_at", ended.toString());
  }
}
