/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.manta;

import io.imgapi.manta.key.MantaKeys;
import io.imgapi.manta.key.MantaSigner;
import io.imgapi.manta.key.PassphraseSource;
import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox for all tests of a class, a fresh directory and a client for each. */
abstract class SandboxCase {
  @TempDir static Path sandboxDirectory;
  static Sandbox sandbox;
  static MantaSigner signer;

  Watcher watcher;
  MantaClient manta;
  MantaPath home;

  @BeforeAll
  static void startSandbox() {
    sandbox = Sandbox.start(SandboxOptions.inDirectory(sandboxDirectory).http());
    signer = MantaKeys.fromFile(sandbox.operator().privateKey(), PassphraseSource.none());
  }

  @AfterAll
  static void stopSandbox() {
    sandbox.close();
  }

  @BeforeEach
  void openClient(TestInfo test) {
    watcher = new Watcher();
    manta = builder().build();
    home = manta.path("~~/stor/" + test.getTestMethod().orElseThrow().getName());
    manta.mkdir(home);
    watcher.requests.clear();
    watcher.ends.clear();
  }

  @AfterEach
  void closeClient() {
    sandbox.manta().faults().clear();
    manta.close();
  }

  /** A client that waits in no time. */
  MantaClientBuilder builder() {
    return MantaClient.builder()
        .url(sandbox.manta().url().toString())
        .account(sandbox.operator().account())
        .signer(signer)
        .random(new Random(1))
        .sleeper(duration -> {})
        .observer(watcher);
  }

  /** Lets the next requests of a method fail. */
  static void fault(String method, int times, Fault fault) {
    sandbox.manta().faults().add(FaultRule.of(fault).method(method).times(times));
  }

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
