/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.triton.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.sandbox.effect.Sleeper;
import io.imgapi.sandbox.triton.state.Records;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-01T10:00:00Z"), ZoneOffset.UTC);
  @TempDir private Path directory;

  private Jobs jobs() throws Exception {
    return new Jobs(Records.open(directory.resolve("jobs.json")), CLOCK, Sleeper.system());
  }

  private static String begin(Jobs jobs, List<JobStep> chain, Runnable onError) {
    return jobs.begin("some-1.0.0", "/some", JsonNodeFactory.instance.objectNode(), chain, onError);
  }

  private static JobStep step(Runnable work) {
    return new JobStep(
        "step",
        Duration.ZERO,
        () -> {
          work.run();
          return "done";
        });
  }

  @Test
  void jobs_that_are_closed_in_the_midst_of_writing_end_quietly() throws Exception {
    List<Throwable> loud = new CopyOnWriteArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> loud.add(failure));
    try {
      Jobs jobs = jobs();
      JobStep breaks =
          step(
              () -> {
                throw new IllegalStateException("broken");
              });
      for (int i = 0; i < 10; i++) {
        begin(jobs, Collections.nCopies(1000, step(() -> {})), () -> {});
        begin(jobs, List.of(breaks), () -> awaited(new CountDownLatch(1)));
      }
      jobs.close();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(loud).isEmpty();
    List<ObjectNode> kept = Records.open(directory.resolve("jobs.json")).all();
    assertThat(kept).hasSize(20);
    assertThat(kept.stream().filter(Jobs::isUnfinished).count()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void a_job_that_is_canceled_at_a_step_ends_it_and_is_undone_once() throws Exception {
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch canceled = new CountDownLatch(1);
    CountDownLatch undone = new CountDownLatch(1);
    AtomicInteger later = new AtomicInteger();
    try (Jobs jobs = jobs()) {
      JobStep first =
          step(
              () -> {
                atWork.countDown();
                awaited(canceled);
              });
      String job = begin(jobs, List.of(first, step(later::incrementAndGet)), undone::countDown);
      awaited(atWork);
      assertThat(jobs.cancel(job)).isTrue();
      assertThat(jobs.get(job).orElseThrow().path("execution").asText()).isEqualTo("canceled");
      assertThat(undone.getCount()).as("not before the step has ended").isOne();
      canceled.countDown();
      awaited(undone);
      jobs.await(job, Duration.ofMinutes(1));
      assertThat(jobs.get(job).orElseThrow().path("execution").asText()).isEqualTo("canceled");
    }
    assertThat(later).hasValue(0);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
