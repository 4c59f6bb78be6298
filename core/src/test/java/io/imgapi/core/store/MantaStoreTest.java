/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.imgapi.core.store.ObjectStore.ReadFrom;
import io.imgapi.core.store.StoreException.Kind;
import io.imgapi.manta.MantaClient;
import io.imgapi.manta.Timeouts;
import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.PassphraseSource;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Manta keeps the contract, over HTTP. */
class MantaStoreTest extends ObjectStoreContract {
  @TempDir private static Path directory;
  private static Sandbox sandbox;
  private MantaClient client;
  private MantaStore store;
  private String home;

  @BeforeAll
  static void startSandbox() {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(directory).http());
  }

  @AfterAll
  static void stopSandbox() {
    sandbox.close();
  }

  @BeforeEach
  void connect(TestInfo test) {
    String account = sandbox.operator().account();
    client =
        MantaClient.builder()
            .url(sandbox.manta().url().toString())
            .account(account)
            .signer(MantaKeys.fromFile(sandbox.operator().privateKey(), PassphraseSource.none()))
            .sleeper(time -> {})
            .build();
    store = new MantaStore(client);
    home = "/" + account + "/stor/" + test.getTestMethod().orElseThrow().getName();
    store.makeDirectory(home);
  }

  @AfterEach
  void disconnect() {
    sandbox.manta().faults().clear();
    client.close();
  }

  @Override
  ObjectStore store() {
    return store;
  }

  @Override
  String home() {
    return home;
  }

  private static void trouble(Fault fault, String method, int times) {
    sandbox.manta().faults().add(FaultRule.of(fault).method(method).times(times));
  }

  private byte[] putSome() {
    byte[] bytes = new byte[100_000];
    new Random(1).nextBytes(bytes);
    store.put(home + "/a", Content.ofBytes(bytes), Condition.always());
    return bytes;
  }

  @Test
  void aReadThatBreaksIsGoneOnWith() throws IOException {
    byte[] bytes = putSome();
    trouble(new Fault.TruncatedResponse(), "GET", 3);
    try (Download download = store.get(home + "/a", ReadFrom.start())) {
      assertThat(download.stream().readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void aReadOfOtherBytesThanWereStoredIsCorrupt() {
    putSome();
    trouble(new Fault.FlippedResponse(), "GET", 1);
    StoreException failure =
        catchThrowableOfType(
            StoreException.class,
            () -> {
              try (Download download = store.get(home + "/a", ReadFrom.start())) {
                download.stream().readAllBytes();
              }
            });
    assertThat(failure.kind()).isEqualTo(Kind.CORRUPT);
  }

  @Test
  void otherBytesThatArrivedWithoutADigestAreCorruptOrSeenInTheAnswer() {
    trouble(new Fault.FlippedStore(0L), "PUT", 1);
    Content content =
        new Content(3, java.util.Optional.empty(), true, out -> out.write(new byte[] {1, 2, 3}));
    ObjectStore.Stored stored = store.put(home + "/a", content, Condition.always());
    assertThat(stored.md5()).isNotEqualTo(io.imgapi.core.digest.Md5.of(new byte[] {1, 2, 3}));
  }

  @Test
  void aLostAnswerUnderAConditionIsLeftToTheCaller() {
    trouble(new Fault.LostAnswer(), "PUT", 1);
    StoreException lost =
        catchThrowableOfType(
            StoreException.class,
            () -> store.put(home + "/a", Content.ofBytes(new byte[] {1}), Condition.ifAbsent()));
    assertThat(lost.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(lost.maybeApplied()).isTrue();
    assertThat(store.head(home + "/a")).isPresent();
  }

  @Test
  void anAnswerWithAnUnusableDigestDoesNotKeepItsConnection() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Etag", "1");
          exchange.getResponseHeaders().set("Content-MD5", "not base64");
          exchange.sendResponseHeaders(200, 3);
          exchange.getResponseBody().write(new byte[] {1, 2, 3});
          exchange.close();
        });
    server.start();
    try (MantaClient narrow = client(server.getAddress().getPort())) {
      MantaStore asking = new MantaStore(narrow);
      for (int i = 0; i < 3; i++) {
        StoreException failure =
            catchThrowableOfType(
                StoreException.class, () -> asking.get("/operator/stor/a", ReadFrom.start()));
        assertThat(failure.kind()).isEqualTo(Kind.CORRUPT);
      }
    } finally {
      server.stop(0);
    }
  }

  /** With one connection, which nobody may keep. */
  private static MantaClient client(int port) {
    return MantaClient.builder()
        .url("http://127.0.0.1:" + port)
        .account(sandbox.operator().account())
        .signer(MantaKeys.fromFile(sandbox.operator().privateKey(), PassphraseSource.none()))
        .sleeper(time -> {})
        .maxConnections(1)
        .timeouts(Timeouts.standard().connection(Duration.ofSeconds(1)))
        .build();
  }
}
