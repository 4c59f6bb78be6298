/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.triton.wfapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.imgapi.triton.ScriptedService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobWatcherTest {
  private static final UUID JOB = UUID.fromString("6ad3a288-31cf-44e0-8d18-9b3f2a031067");
  private static final Duration HOUR = Duration.ofHours(1);
  private final ScriptedService service;
  private final WfapiClient jobs;
  private final List<String> told = new ArrayList<>();

  JobWatcherTest() throws IOException {
    service = new ScriptedService();
    jobs = new WfapiClient(service.base(), service.options());
  }

  @AfterEach
  void close() {
    jobs.close();
    service.close();
  }

  private void job(String execution, String... results) {
    service.says(
        200,
        "{\"uuid\":\"%s\",\"name\":\"reprovision-7.0.4\",\"execution\":\"%s\",\"chain_results\":[%s]}"
            .formatted(JOB, execution, String.join(",", results)));
  }

  private static String done(String name) {
    return "{\"name\":\"%s\",\"result\":\"OK\",\"error\":\"\"}".formatted(name);
  }

  private JobEnd watch(Duration deadline) throws InterruptedException {
    return new JobWatcher(jobs, service.options())
        .watch(JOB, deadline, task -> told.add(task.name()));
  }

  @Test
  void a_job_is_watched_to_its_end_and_each_step_told_once() throws InterruptedException {
    job("queued");
    job("running", done("a"));
    job("waiting", done("a"));
    job("running", done("a"), done("b"));
    job("succeeded", done("a"), done("b"), done("c"));
    assertThat(watch(HOUR)).isInstanceOf(JobEnd.Succeeded.class);
    assertThat(told).containsExactly("a", "b", "c");
  }

  @Test
  void the_reason_is_the_last_error_whether_text_or_object() throws InterruptedException {
    job(
        "failed",
        done("a"),
        "{\"name\":\"cnapi.wait_task\",\"result\":\"\",\"error\":{\"name\":\"E\",\"message\":\"no space\"}}");
    JobEnd end = watch(HOUR);
    assertThat(end).isInstanceOf(JobEnd.Failed.class);
    assertThat(((JobEnd.Failed) end).job().failure()).contains("cnapi.wait_task: no space");
    job("failed", "{\"name\":\"x\",\"result\":\"\",\"error\":\"workflow timeout\"}");
    assertThat(((JobEnd.Failed) watch(HOUR)).job().failure()).contains("x: workflow timeout");
  }

  @Test
  void cancelled_and_taken_over_are_no_failures() throws InterruptedException {
    job("canceled");
    assertThat(watch(HOUR)).isInstanceOf(JobEnd.Canceled.class);
    job("retried");
    assertThat(watch(HOUR)).isInstanceOf(JobEnd.Superseded.class);
  }

  @Test
  void lost_answers_are_borne() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      service.says(404, "");
    }
    service.says(500, "");
    job("succeeded");
    assertThat(watch(HOUR)).isInstanceOf(JobEnd.Succeeded.class);
  }

  @Test
  void without_any_answer_nothing_is_claimed() throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      service.says(500, "{\"message\":\"down\"}");
    }
    assertThat(watch(HOUR)).isEqualTo(new JobEnd.Unreachable(JOB, "down"));
    assertThat(service.asked()).hasSize(21);
    assertThat(service.waited()).isBetween(Duration.ofSeconds(60), Duration.ofMinutes(2));
  }

  @Test
  void a_job_that_goes_on_is_left_to_itself_at_the_deadline() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      job("running");
    }
    Duration minute = Duration.ofMinutes(1);
    assertThat(watch(minute)).isEqualTo(new JobEnd.TimedOut(JOB, Execution.RUNNING, minute));
    assertThat(service.waited()).isBetween(Duration.ofSeconds(50), minute);
    assertThat(service.asked()).hasSizeBetween(13, 20);
  }

  @Test
  void a_service_that_will_not_tell_is_believed_at_once() throws InterruptedException {
    service.says(403, "{\"code\":\"NotAuthorized\",\"message\":\"not you\"}");
    assertThat(watch(HOUR))
        .isEqualTo(
            new JobEnd.Unreachable(JOB, "the workflow service does not tell of it: not you"));
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void a_job_that_stays_absent_is_believed_to_be_so() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      service.says(404, "{\"code\":\"ResourceNotFound\",\"message\":\"does not exist\"}");
    }
    assertThat(watch(HOUR))
        .isEqualTo(
            new JobEnd.Unreachable(JOB, "the workflow service knows no such job: does not exist"));
    assertThat(service.asked()).hasSize(6);
  }

  @Test
  void each_question_is_asked_once() throws InterruptedException {
    service.says(503, "").breaks();
    job("succeeded");
    assertThat(watch(HOUR)).isInstanceOf(JobEnd.Succeeded.class);
    assertThat(service.asked()).hasSize(3);
    assertThat(service.waited()).isEqualTo(Duration.ofMillis(4250));
  }

  @Test
  void a_silent_service_does_not_hold_it_past_the_deadline() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        WfapiClient there =
            new WfapiClient(
                URI.create("http://127.0.0.1:" + silent.getLocalPort()), service.options())) {
      long before = System.nanoTime();
      JobEnd end =
          new JobWatcher(there, service.options()).watch(JOB, Duration.ofMillis(500), task -> {});
      assertThat(end).isInstanceOf(JobEnd.TimedOut.class);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void who_is_to_stop_while_asking_stops() {
    job("running");
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> watch(HOUR));
    assertThat(Thread.interrupted()).as("the exception says it").isFalse();
  }
}
