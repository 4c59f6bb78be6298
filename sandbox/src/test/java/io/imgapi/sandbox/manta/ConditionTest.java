/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.manta;

import static org.assertj.core.api.Assertions.assertThat;

import io.imgapi.sandbox.wire.MantaFixture;
import io.imgapi.sandbox.wire.Wire.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of manta-protocol.md 3.12, and that its writes are atomic. */
class ConditionTest {

  private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

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

  private int putMissing(String header, String value) {
    int status = manta.put("/alice/stor/missing", "x", header, value).status();
    manta.delete("/alice/stor/missing");
    return status;
  }

  @Test
  void whereNothingExists() {
    assertThat(putMissing("if-match", UNKNOWN)).isEqualTo(412);
    assertThat(putMissing("if-match", '"' + UNKNOWN + '"')).isEqualTo(412);
    assertThat(putMissing("if-match", "\"\"")).isEqualTo(204);
    assertThat(putMissing("if-match", "*")).isEqualTo(204);
    assertThat(putMissing("if-match", "")).isEqualTo(204);
    assertThat(putMissing("if-none-match", UNKNOWN)).isEqualTo(204);
    assertThat(putMissing("if-none-match", "*")).isEqualTo(412);
  }

  @Test
  void whereAnObjectExists() {
    String etag = manta.put("/alice/stor/o", "x").header("etag");
    Answer refused = manta.put("/alice/stor/o", "y", "if-match", '"' + etag + '"');
    assertThat(refused.status()).isEqualTo(412);
    assertThat(refused.code()).isEqualTo("PreconditionFailed");
    assertThat(refused.header("etag")).isEqualTo(etag);
    assertThat(manta.put("/alice/stor/o", "y", "if-match", "\"\"").status()).isEqualTo(412);
    assertThat(manta.put("/alice/stor/o", "y", "if-match", "").status()).isEqualTo(204);
    etag = manta.put("/alice/stor/o", "y", "if-match", "*").header("etag");
    assertThat(etag).isNotEmpty();
    Answer swapped = manta.put("/alice/stor/o", "z", "if-match", UNKNOWN + " , W/" + etag);
    assertThat(swapped.status()).isEqualTo(204);
    assertThat(manta.put("/alice/stor/o", "z", "if-match", etag).status()).isEqualTo(412);
    etag = swapped.header("etag");
    assertThat(manta.put("/alice/stor/o", "z", "if-none-match", etag).status()).isEqualTo(412);
    assertThat(manta.put("/alice/stor/o", "z", "if-none-match", "*").status()).isEqualTo(412);
    assertThat(manta.delete("/alice/stor/o", "if-match", UNKNOWN).status()).isEqualTo(412);
    Answer unchanged = manta.get("/alice/stor/o", "if-none-match", etag);
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(manta.head("/alice/stor/o", "if-none-match", "*").status()).isEqualTo(304);
    assertThat(manta.get("/alice/stor/o", "if-match", UNKNOWN).status()).isEqualTo(412);
    assertThat(manta.delete("/alice/stor/o", "if-match", etag).status()).isEqualTo(204);
  }

  @Test
  void datesCountToTheSecond() {
    manta.put("/alice/stor/o", "x");
    String modified = manta.head("/alice/stor/o").header("last-modified");
    String before =
        io.imgapi.sandbox.wire.WireSigner.date(Instant.now().minus(Duration.ofHours(1)));
    assertThat(manta.get("/alice/stor/o", "if-modified-since", modified).status()).isEqualTo(304);
    assertThat(manta.get("/alice/stor/o", "if-modified-since", before).status()).isEqualTo(200);
    assertThat(manta.put("/alice/stor/o", "y", "if-modified-since", modified).status())
        .isEqualTo(412);
    assertThat(manta.get("/alice/stor/o", "if-unmodified-since", before).status()).isEqualTo(412);
    assertThat(manta.get("/alice/stor/o", "if-unmodified-since", modified).status()).isEqualTo(200);
  }

  @Test
  void directoriesIgnoreConditions() {
    manta.mkdir("/alice/stor/d");
    assertThat(manta.get("/alice/stor/d", "if-match", UNKNOWN).status()).isEqualTo(200);
    assertThat(
            manta
                .call(
                    "PUT",
                    "/alice/stor/d",
                    new byte[0],
                    "content-type",
                    MantaFixture.DIRECTORY,
                    "if-none-match",
                    "*")
                .status())
        .isEqualTo(204);
  }

  @Test
  void aLateLoserGetsAConflict() throws Exception {
    String etag = manta.put("/alice/stor/o", "first").header("etag");
    try (var wire = manta.connect()) {
      StringBuilder head =
          new StringBuilder("PUT /alice/stor/o HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n");
      manta
          .signed("if-match", etag, "expect", "100-continue")
          .forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      wire.send(head + "\r\n");
      assertThat(wire.read("PUT").status()).isEqualTo(100);
      assertThat(manta.put("/alice/stor/o", "winner").status()).isEqualTo(204);
      wire.send("lost");
      Answer lost = wire.read("PUT");
      assertThat(lost.status()).isEqualTo(409);
      assertThat(lost.code()).isEqualTo("ConcurrentRequest");
    }
    assertThat(manta.get("/alice/stor/o").text()).isEqualTo("winner");
  }

  @Test
  void aMetadataChangeAlsoMakesALoser() throws Exception {
    String etag = manta.put("/alice/stor/o", "first").header("etag");
    try (var wire = manta.connect()) {
      StringBuilder head =
          new StringBuilder("PUT /alice/stor/o HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n");
      manta
          .signed("if-match", etag, "expect", "100-continue")
          .forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      wire.send(head + "\r\n");
      assertThat(wire.read("PUT").status()).isEqualTo(100);
      Answer changed =
          manta.call(
              "PUT", "/alice/stor/o?metadata=true", new byte[0], "transfer-encoding", "chunked");
      assertThat(changed.header("etag")).isEqualTo(etag);
      wire.send("lost");
      assertThat(wire.read("PUT").status()).isEqualTo(409);
    }
  }

  @Test
  void ofManyCreatorsOneWins() throws Exception {
    int rivals = 8;
    ExecutorService threads = Executors.newFixedThreadPool(rivals);
    try {
      for (int round = 0; round < 10; round++) {
        String path = "/alice/stor/lease" + round;
        CountDownLatch gun = new CountDownLatch(1);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < rivals; i++) {
          String body = "rival " + i;
          results.add(
              threads.submit(
                  () -> {
                    gun.await();
                    return manta.put(path, body, "if-match", "\"\"").status();
                  }));
        }
        gun.countDown();
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> result : results) {
          statuses.add(result.get());
        }
        assertThat(statuses).containsOnlyOnce(204).isSubsetOf(204, 409, 412);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
