/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.process;

import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.triton.TritonSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A sandbox as a process: {@code --dir D [--http] [--port N] [--seed N] [--program WORD]...}. It
 * runs until SIGTERM, SIGINT or a stop over its control interface; {@code D/sandbox.json} exists
 * while it runs.
 */
public final class SandboxProcess {

  private static final Duration JOB_STEP = Duration.ofMillis(200);

  private SandboxProcess() {}

  /** Runs a sandbox; on failure the exit status is 1 and one line on standard error says why. */
  public static void main(String[] arguments) {
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, failure) -> System.err.println("sandbox: " + failure.getMessage()));
    SandboxOptions options = ProcessArguments.parse(arguments);
    try {
      run(options, ready -> {});
    } catch (SandboxException failure) {
      leaveBehind(options, failure);
      throw failure;
    }
  }

  private static void leaveBehind(SandboxOptions options, SandboxException failure) {
    if (!Files.isDirectory(options.directory())) {
      return;
    }
    try {
      new SandboxFiles(options.directory()).writeFailure(failure);
    } catch (IOException unwritable) {
      failure.addSuppressed(unwritable);
    }
  }

  /**
   * Runs a sandbox in this process until it is told to stop.
   *
   * @param ready called with the record once every service answers
   * @throws SandboxException when it cannot be started
   */
  public static void run(SandboxOptions options, Consumer<SandboxRecord> ready) {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread onSignal =
        new Thread(
            () -> {
              stop.countDown();
              awaitQuietly(done);
            },
            "sandbox-signal");
    SandboxFiles files = new SandboxFiles(options.directory());
    String token = HexFormat.of().formatHex(random());
    try (Sandbox sandbox = Sandbox.start(options);
        TritonSandbox triton = TritonSandbox.start(sandbox, JOB_STEP);
        ControlServer control = ControlServer.start(sandbox, triton, token, stop::countDown)) {
      Runtime.getRuntime().addShutdownHook(onSignal);
      SandboxRecord record = record(sandbox, triton, control, token);
      files.writeRecord(record);
      files.appendLog(options.clock().instant() + " running " + record);
      try {
        ready.accept(record);
        awaitQuietly(stop);
      } finally {
        files.removeRecordOf(record.pid());
        files.appendLog(options.clock().instant() + " stopping");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      done.countDown();
      removeHook(onSignal);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // The hook is what brought us here.
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static SandboxRecord record(
      Sandbox sandbox, TritonSandbox triton, ControlServer control, String token) {
    ProcessHandle self = ProcessHandle.current();
    return new SandboxRecord(
        SandboxRecord.SCHEMA,
        self.pid(),
        self.info().startInstant().map(Instant::toEpochMilli).orElse(0L),
        Optional.ofNullable(Sandbox.class.getPackage().getImplementationVersion())
            .orElse("unpackaged"),
        services(sandbox, triton),
        control.url().toString(),
        token,
        sandbox.operator().account(),
        sandbox.operator().home().toString(),
        sandbox.operator().keyId());
  }

  private static Map<String, String> services(Sandbox sandbox, TritonSandbox triton) {
    Map<String, String> services = new LinkedHashMap<>();
    services.put("manta", sandbox.manta().url().toString());
    for (String name : TritonSandbox.SERVICES) {
      services.put(name, triton.url(name).toString());
    }
    services.put("ufds", "ldaps://" + triton.ufdsAuthority());
    triton.ufdsMasterAuthority().ifPresent(at -> services.put("ufds-master", "ldaps://" + at));
    return services;
  }

  private static byte[] random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
