/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.bench;

import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.process.SandboxControl;
import io.imgapi.sandbox.process.SandboxRecord;
import io.imgapi.sandbox.wire.Wire;
import io.imgapi.sandbox.wire.WireSigner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Prints the server's CPU time for each small put, get and listing at 50 keep-alive connections.
 * Arguments: number of objects (20000), bytes each (2048), latency in ms (0).
 */
public final class SandboxBenchmark {

  private static final int CONNECTIONS = 50;

  private SandboxBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int objects = argument(arguments, 0, 20_000);
    int size = argument(arguments, 1, 2048);
    int latency = argument(arguments, 2, 0);
    Path directory = Files.createTempDirectory("sandbox-bench");
    WireSigner signer = WireSigner.rsa("alice", "sha256");
    Path keys = Files.createDirectories(directory.resolve("keys/alice"));
    Files.writeString(keys.resolve("key.pub"), signer.publicLine());
    SandboxRecord record =
        SandboxControl.startDetached(
            SandboxOptions.inDirectory(directory).http(), SandboxControl.javaCommandLine());
    SandboxControl control = new SandboxControl(directory);
    try {
      if (latency > 0) {
        control.addFault(FaultRule.of(new Fault.Delay(latency)));
      }
      URI url = URI.create(record.services().get("manta"));
      byte[] body = new byte[size];
      for (int round = 1; round <= 2; round++) {
        measure(control, "put, round " + round, url, signer, "PUT", "/alice/stor/o", objects, body);
      }
      measure(control, "get", url, signer, "GET", "/alice/stor/o", objects, new byte[0]);
      measure(control, "head", url, signer, "HEAD", "/alice/stor/o", objects, new byte[0]);
      measure(
          control, "list 1024", url, signer, "GET", "/alice/stor?limit=1024&x=", 500, new byte[0]);
    } finally {
      control.stop();
    }
  }

  private static int argument(String[] arguments, int at, int otherwise) {
    return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
  }

  private static void measure(
      SandboxControl control,
      String what,
      URI url,
      WireSigner signer,
      String method,
      String prefix,
      int count,
      byte[] body)
      throws InterruptedException {
    double cpuBefore = control.stats().cpuSeconds();
    long begin = System.nanoTime();
    AtomicInteger next = new AtomicInteger();
    Thread[] threads = new Thread[CONNECTIONS];
    for (int i = 0; i < CONNECTIONS; i++) {
      threads[i] =
          new Thread(
              () -> {
                try (Wire wire = new Wire(url)) {
                  int number;
                  while ((number = next.getAndIncrement()) < count) {
                    String date = WireSigner.date(Instant.now());
                    Map<String, String> headers = new LinkedHashMap<>();
                    headers.put("date", date);
                    headers.put("authorization", signer.authorization(date));
                    headers.put("content-type", "application/json");
                    int status = wire.call(method, prefix + number, headers, body).status();
                    if (status >= 300) {
                      throw new IllegalStateException("status " + status);
                    }
                  }
                } catch (IOException failure) {
                  throw new java.io.UncheckedIOException(failure);
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpu = control.stats().cpuSeconds() - cpuBefore;
    System.out.printf(
        "%-14s %6d requests %7.2f s %8.0f/s   server CPU %.3f ms each%n",
        what, count, seconds, count / seconds, cpu * 1000 / count);
  }
}
