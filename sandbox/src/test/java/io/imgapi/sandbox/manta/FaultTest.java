/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.Fault.Reset.Moment;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.wire.MantaFixture;
import io.imgapi.sandbox.wire.Wire;
import io.imgapi.sandbox.wire.Wire.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault does what it says, and only where its rule says. */
class FaultTest {

  private static final String MD5_OF_HELLO = "XUFAKrxLKna5cZ2REBfFkg==";

  @TempDir Path directory;
  private MantaFixture manta;

  @BeforeEach
  void start() {
    manta = new MantaFixture(directory);
  }

  @AfterEach
  void stop() {
    manta.close();
  }

  private void fault(Fault fault) {
    manta.sandbox().manta().faults().add(FaultRule.of(fault).path("/alice/stor/.*"));
  }

  private void lift() {
    manta.sandbox().manta().faults().clear();
  }

  @Test
  void rulesChooseByMethodPathSkipAndCount() {
    manta
        .sandbox()
        .manta()
        .faults()
        .add(
            FaultRule.of(new Fault.Status(503, 7))
                .method("PUT")
                .glob("/alice/stor/x*")
                .skip(1)
                .times(2));
    assertThat(manta.put("/alice/stor/other", "x").status()).isEqualTo(204);
    assertThat(manta.put("/alice/stor/x1", "x").status()).isEqualTo(204);
    Answer struck = manta.put("/alice/stor/x2", "x");
    assertThat(struck.status()).isEqualTo(503);
    assertThat(struck.header("retry-after")).isEqualTo("7");
    assertThat(manta.get("/alice/stor/x1").status()).isEqualTo(200);
    assertThat(manta.put("/alice/stor/x3", "x").status()).isEqualTo(503);
    assertThat(manta.put("/alice/stor/x4", "x").status()).isEqualTo(204);
    assertThat(manta.sandbox().manta().faults().list().get(0).struck()).isEqualTo(2);
  }

  @Test
  void scriptsGoStepByStep() {
    fault(
        new Fault.Script(List.of(new Fault.Status(500), new Fault.Pass(), new Fault.Throttled())));
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      statuses.add(manta.put("/alice/stor/s", "x").status());
    }
    assertThat(statuses).containsExactly(500, 204, 503, 204, 204);
  }

  @Test
  void chancesRepeatWithTheSeed(@TempDir Path second) {
    List<Integer> first = chances(manta);
    try (MantaFixture other = new MantaFixture(second)) {
      assertThat(chances(other)).isEqualTo(first).contains(500, 204);
    }
  }

  private static List<Integer> chances(MantaFixture fixture) {
    fixture
        .sandbox()
        .manta()
        .faults()
        .add(FaultRule.of(new Fault.Status(500)).method("PUT").probability(0.5));
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      statuses.add(fixture.put("/alice/stor/c", "x").status());
    }
    return statuses;
  }

  @Test
  void delaysHoldNoThreads() throws Exception {
    int clients = 600;
    manta.put("/alice/stor/d", "x");
    fault(new Fault.Delay(400));
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      long begin = System.nanoTime();
      for (int i = 0; i < clients; i++) {
        answers.add(threads.submit(() -> manta.get("/alice/stor/d").status()));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
      // One after the other on 400 threads they would need two rounds; on one thread four minutes.
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isGreaterThan(Duration.ofMillis(400))
          .isLessThan(Duration.ofMinutes(1));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void throttledHasNoRetryAfter() {
    fault(new Fault.Throttled());
    Answer answer = manta.get("/alice/stor/x");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("ThrottledError");
    assertThat(answer.has("retry-after")).isFalse();
  }

  @Test
  void refusedConnectionsEndWithoutAnAnswer() {
    fault(new Fault.Refused());
    assertThatThrownBy(() -> manta.put("/alice/stor/x", "x"))
        .isInstanceOf(UncheckedIOException.class);
    lift();
    assertThat(manta.get("/alice/stor/x").status()).isEqualTo(404);
  }

  @Test
  void resetsBeforeAnAnswerStoreNothing() {
    for (Moment moment :
        List.of(Moment.BEFORE_REQUEST_BODY, Moment.IN_REQUEST_BODY, Moment.AFTER_REQUEST_BODY)) {
      fault(new Fault.Reset(moment));
      assertThatThrownBy(() -> manta.put("/alice/stor/x", "x".repeat(50_000)))
          .as(moment.name())
          .isInstanceOf(UncheckedIOException.class);
      lift();
      assertThat(manta.get("/alice/stor/x").status()).isEqualTo(404);
    }
  }

  @Test
  void resetsWithinAndAfterTheResponse() throws Exception {
    manta.put("/alice/stor/x", "0123456789");
    fault(new Fault.Reset(Moment.IN_RESPONSE_BODY));
    assertThatThrownBy(() -> manta.get("/alice/stor/x")).isInstanceOf(UncheckedIOException.class);
    lift();
    fault(new Fault.Reset(Moment.AFTER_RESPONSE_BODY));
    try (Wire wire = manta.connect()) {
      assertThat(wire.call("GET", "/alice/stor/x", manta.signed(), new byte[0]).text())
          .isEqualTo("0123456789");
      assertThat(wire.isEnded()).isTrue();
    }
  }

  @Test
  void responsesAreTruncated() throws Exception {
    manta.put("/alice/stor/x", "0123456789");
    fault(new Fault.TruncatedResponse(4L));
    try (Wire wire = manta.connect()) {
      StringBuilder head = new StringBuilder("GET /alice/stor/x HTTP/1.1\r\nhost: x\r\n");
      manta.signed().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      wire.send(head + "\r\n");
      String all = new String(wire.input().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(all).contains("Content-Length: 10").endsWith("\r\n\r\n0123");
    }
  }

  @Test
  void bytesFlipOnTheWayOut() {
    manta.put("/alice/stor/x", "hello");
    fault(new Fault.FlippedResponse(0L));
    Answer answer = manta.get("/alice/stor/x");
    assertThat(answer.text()).isEqualTo("iello");
    assertThat(answer.header("content-md5")).isEqualTo(MD5_OF_HELLO);
    lift();
    assertThat(manta.get("/alice/stor/x").text()).isEqualTo("hello");
  }

  @Test
  void bytesFlipOnTheWayIn() {
    fault(new Fault.FlippedStore(4L));
    Answer stored = manta.put("/alice/stor/x", "hello");
    assertThat(stored.status()).isEqualTo(204);
    assertThat(stored.header("computed-md5")).isNotEqualTo(MD5_OF_HELLO);
    assertThat(manta.get("/alice/stor/x").text()).isEqualTo("helln");
    assertThat(manta.put("/alice/stor/x", "hello", "content-md5", MD5_OF_HELLO).code())
        .isEqualTo("ContentMD5Mismatch");
  }

  @Test
  void theComputedMd5LiesOrIsMissing() {
    fault(new Fault.ComputedMd5(false));
    Answer wrong = manta.put("/alice/stor/x", "hello");
    assertThat(wrong.header("computed-md5")).isNotEmpty().isNotEqualTo(MD5_OF_HELLO);
    lift();
    assertThat(manta.get("/alice/stor/x").header("content-md5")).isEqualTo(MD5_OF_HELLO);
    fault(new Fault.ComputedMd5(true));
    assertThat(manta.put("/alice/stor/x", "hello").has("computed-md5")).isFalse();
  }

  @Test
  void racesAreLost() {
    manta.put("/alice/stor/x", "old");
    fault(new Fault.Race());
    for (Answer lost :
        List.of(
            manta.put("/alice/stor/x", "new"),
            manta.delete("/alice/stor/x"),
            manta.mkdir("/alice/stor/d"))) {
      assertThat(lost.status()).isEqualTo(409);
      assertThat(lost.code()).isEqualTo("ConcurrentRequest");
    }
    lift();
    assertThat(manta.get("/alice/stor/x").text()).isEqualTo("old");
  }

  @Test
  void theClockIsOff() {
    fault(new Fault.ClockSkew(600));
    assertThat(manta.get("/alice/stor/x").code()).isEqualTo("RequestExpired");
    lift();
    fault(new Fault.ClockSkew(-600));
    assertThat(manta.get("/alice/stor/x").code()).isEqualTo("InvalidHeader");
  }

  @Test
  void theDiskIsFull() {
    fault(new Fault.DiskFull());
    Answer full = manta.put("/alice/stor/x", "x");
    assertThat(full.status()).isEqualTo(507);
    assertThat(full.code()).isEqualTo("NotEnoughSpace");
    assertThat(manta.get("/alice/stor/x").status()).isEqualTo(404);
  }

  @Test
  void theKeyIsNotKnownYet() {
    manta.get("/alice/stor");
    manta.sandbox().manta().faults().add(FaultRule.of(new Fault.KeyUnknown()).times(2));
    assertThat(manta.get("/alice/stor").code()).isEqualTo("KeyDoesNotExist");
    assertThat(manta.get("/alice/stor").status()).isEqualTo(403);
    assertThat(manta.get("/alice/stor").status()).isEqualTo(200);
  }

  @Test
  void aHangEndsWhenTheFaultsAreLifted() throws Exception {
    fault(new Fault.Hang());
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Wire wire = manta.connect()) {
      StringBuilder head = new StringBuilder("GET /alice/stor/x HTTP/1.1\r\nhost: x\r\n");
      manta.signed().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      wire.send(head + "\r\n");
      Future<Boolean> ended = thread.submit(wire::isEnded);
      while (manta.sandbox().manta().faults().list().get(0).struck() == 0) {
        Thread.onSpinWait();
      }
      assertThat(ended.isDone()).isFalse();
      lift();
      assertThat(ended.get()).isTrue();
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void aLostAnswerHasDoneItsWork() {
    fault(new Fault.LostAnswer());
    assertThatThrownBy(() -> manta.put("/alice/stor/x", "kept"))
        .isInstanceOf(UncheckedIOException.class);
    lift();
    assertThat(manta.get("/alice/stor/x").text()).isEqualTo("kept");
  }

  @Test
  void aStalledUploadTimesOut(@TempDir Path other) throws IOException {
    try (MantaFixture hasty =
            new MantaFixture(
                other,
                options ->
                    options.withRules(
                        MantaRules.PRODUCTION.withUploadStall(Duration.ofMillis(200))));
        Wire wire = hasty.connect()) {
      StringBuilder head =
          new StringBuilder("PUT /alice/stor/x HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n");
      hasty.signed().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      wire.send(head + "\r\nabc");
      Answer answer = wire.read("PUT");
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.code()).isEqualTo("UploadTimeout");
      assertThat(wire.isEnded()).isTrue();
    }
  }

  @Test
  void requestsAreRecordedAndCounted() {
    manta.sandbox().manta().requests().start();
    manta.put("/alice/stor/x", "hello");
    manta.get("/alice/stor/x");
    fault(new Fault.Refused());
    assertThatThrownBy(() -> manta.delete("/alice/stor/x"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(manta.sandbox().manta().requests().all())
        .containsExactly(
            new RequestLog.Answered("PUT", "/alice/stor/x", 204),
            new RequestLog.Answered("GET", "/alice/stor/x", 200),
            new RequestLog.Answered("DELETE", "/alice/stor/x", 0));
    MantaStats stats = manta.sandbox().manta().stats();
    assertThat(stats.requests()).containsEntry("PUT", 1L).containsEntry("GET", 1L);
    assertThat(stats.mutating()).isEqualTo(2);
    assertThat(stats.bytesIn()).isEqualTo(5);
    assertThat(stats.bytesOut()).isEqualTo(5);
    assertThat(stats.cpuSeconds()).isPositive();
  }
}
