/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.imgapi.sandbox.Sandbox;
import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.SandboxException.Reason;
import io.imgapi.sandbox.SandboxOptions;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.triton.TritonSandbox;
import io.imgapi.sandbox.triton.workflow.JobFault;
import io.imgapi.sandbox.wire.Wire;
import io.imgapi.sandbox.wire.WireSigner;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as a process: its life, and what survives its death. */
class LifeCycleTest {

  @TempDir Path directory;
  private SandboxControl control;

  @BeforeEach
  void prepare() {
    control = new SandboxControl(directory);
  }

  @AfterEach
  void stop() {
    if (control.status().state() == SandboxStatus.State.RUNNING) {
      control.stop();
    }
  }

  private SandboxRecord startHttp() {
    return SandboxControl.startDetached(
        SandboxOptions.inDirectory(directory).http(), SandboxControl.javaCommandLine());
  }

  private static void fails(Runnable work, Reason reason, String message) {
    assertThatThrownBy(work::run)
        .asInstanceOf(type(SandboxException.class))
        .satisfies(
            failure -> {
              assertThat(failure.reason()).isEqualTo(reason);
              assertThat(failure).hasMessageContaining(message);
              assertThat(failure.remedy()).isNotEmpty();
            });
  }

  @Test
  void startsAnswersAndStops() throws Exception {
    assertThat(control.status().state()).isEqualTo(SandboxStatus.State.STOPPED);
    SandboxRecord record = startHttp();
    assertThat(control.status().state()).isEqualTo(SandboxStatus.State.RUNNING);
    assertThat(control.status().answering())
        .containsKeys(
            "manta", "sapi", "vmapi", "papi", "napi", "imgapi", "workflow", "cloudapi", "updates")
        .containsEntry("ufds", true)
        .doesNotContainValue(false);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("sandbox.json"))))
        .isEqualTo("rw-------");
    assertThat(control.env())
        .containsExactly(
            Map.entry("MANTA_URL", record.services().get("manta")),
            Map.entry("MANTA_USER", "operator"),
            Map.entry("MANTA_KEY_ID", record.keyId()),
            Map.entry("IMGAPI_SAPI_URL", record.services().get("sapi")),
            Map.entry("IMGAPI_UPDATES_URL", record.services().get("updates")),
            Map.entry("IMGAPI_UPDATES_INSECURE", "true"),
            Map.entry("IMGAPI_CLOUDAPI_URL", record.services().get("cloudapi")),
            Map.entry("IMGAPI_CLOUDAPI_INSECURE", "true"));
    assertThat(record.services().get("cloudapi")).startsWith("https://127.0.0.1:");
    assertThat(record.keyId()).matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
    assertThat(directory.resolve("home/.ssh/id_rsa")).content().startsWith("-----BEGIN RSA");
    assertThat(record.toString()).doesNotContain(record.token());

    fails(this::startHttp, Reason.ALREADY_RUNNING, "already running");

    control.addFault(FaultRule.of(new Fault.Status(500)).path("/ping"));
    assertThat(ping(record)).isEqualTo(500);
    assertThat(control.faults()).singleElement().satisfies(s -> assertThat(s.struck()).isOne());
    control.addFault("sapi", FaultRule.of(new Fault.Status(500)));
    control.addFault(new JobFault("provision", JobFault.Kind.HANGS, "").at("imgapi.ensure_image"));
    assertThat(control.faultyServices())
        .contains("manta", "ufds", "sapi", "cloudapi")
        .containsAll(TritonSandbox.SERVICES);
    assertThat(control.faults("sapi")).hasSize(1);
    assertThat(control.jobFaults())
        .singleElement()
        .satisfies(job -> assertThat(job.fault().step()).isEqualTo("imgapi.ensure_image"));
    fails(
        () -> control.addFault("sapi", FaultRule.of(new Fault.Race())),
        Reason.INVALID_ARGUMENT,
        "knows no fault of this type");
    control.clearFaults();
    assertThat(control.faults("sapi")).isEmpty();
    assertThat(control.jobFaults()).isEmpty();
    assertThat(ping(record)).isEqualTo(200);
    assertThat(control.stats().requests()).containsEntry("GET", 2L);

    control.stop();
    assertThat(ProcessHandle.of(record.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(directory.resolve("sandbox.json")).doesNotExist();
    assertThat(control.status().state()).isEqualTo(SandboxStatus.State.STOPPED);
    fails(control::stop, Reason.NOT_RUNNING, "no sandbox is running");
    fails(control::env, Reason.NOT_RUNNING, "no sandbox is running");
  }

  private static int ping(SandboxRecord record) throws Exception {
    try (Wire wire = new Wire(URI.create(record.services().get("manta")))) {
      return wire.call("GET", "/ping", Map.of(), new byte[0]).status();
    }
  }

  @Test
  void stopsOnSigterm() {
    SandboxRecord record = startHttp();
    ProcessHandle process = ProcessHandle.of(record.pid()).orElseThrow();
    process.destroy();
    process.onExit().join();
    assertThat(directory.resolve("sandbox.json")).doesNotExist();
    assertThat(directory.resolve("sandbox.log")).content().contains("stopping");
  }

  @Test
  void theControlInterfaceWantsItsToken() throws Exception {
    SandboxRecord record = startHttp();
    try (Wire wire = new Wire(URI.create(record.control()))) {
      assertThat(
              wire.call("POST", "/stop", Map.of("x-sandbox-token", "guess"), new byte[0]).status())
          .isEqualTo(403);
      assertThat(wire.call("GET", "/stats", Map.of(), new byte[0]).status()).isEqualTo(403);
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fails(
          () ->
              SandboxControl.startDetached(
                  SandboxOptions.inDirectory(directory).http().withPort(taken.getLocalPort()),
                  SandboxControl.javaCommandLine()),
          Reason.PORT_IN_USE,
          "port " + taken.getLocalPort());
    }
    startHttp();
  }

  @Test
  void anUnusableDirectoryIsNamed() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    fails(
        () ->
            SandboxControl.startDetached(
                SandboxOptions.inDirectory(file), SandboxControl.javaCommandLine()),
        Reason.DIRECTORY_NOT_USABLE,
        file.toString());
  }

  @Test
  void aProcessThatEndsShowsItsLog() {
    List<String> broken = new ArrayList<>(SandboxControl.javaCommandLine());
    broken.set(broken.size() - 1, "io.imgapi.sandbox.NoSuchClass");
    fails(
        () -> SandboxControl.startDetached(SandboxOptions.inDirectory(directory), broken),
        Reason.START_FAILED,
        "NoSuchClass");
  }

  @Test
  void aReusedPidIsNotMistaken() throws Exception {
    SandboxRecord record = startHttp();
    control.stop();
    new SandboxFiles(directory)
        .writeRecord(
            new SandboxRecord(
                1,
                ProcessHandle.current().pid(),
                record.started() - 86_400_000,
                "x",
                record.services(),
                record.control(),
                "t",
                "operator",
                "h",
                "k"));
    assertThat(control.status().state()).isEqualTo(SandboxStatus.State.STALE);
    fails(control::env, Reason.NOT_RUNNING, "not running any more");
    startHttp();
    assertThat(control.status().state()).isEqualTo(SandboxStatus.State.RUNNING);
  }

  @Test
  void everythingAcknowledgedSurvivesSigkill() throws Exception {
    WireSigner signer = WireSigner.ecdsa("alice", 256, "sha256");
    Path keys = Files.createDirectories(directory.resolve("keys/alice"));
    Files.writeString(keys.resolve("key.pub"), signer.publicLine());
    String previous = "";
    int acknowledged = 0;
    for (int round = 0; round < 3; round++) {
      SandboxRecord record = startHttp();
      URI url = URI.create(record.services().get("manta"));
      assertThat(url.toString()).isEqualTo(previous.isEmpty() ? url.toString() : previous);
      previous = url.toString();
      ProcessHandle process = ProcessHandle.of(record.pid()).orElseThrow();
      int before = acknowledged;
      try (Wire wire = new Wire(url)) {
        for (int i = 0; i < 60; i++) {
          // Every third one is too large to live beside the index.
          byte[] body = body(acknowledged);
          String date = WireSigner.date(Instant.now());
          int status =
              wire.call(
                      "PUT",
                      "/alice/stor/o" + acknowledged,
                      Map.of("date", date, "authorization", signer.authorization(date)),
                      body)
                  .status();
          assertThat(status).isEqualTo(204);
          acknowledged++;
        }
      }
      process.destroyForcibly();
      process.onExit().join();
      assertThat(acknowledged).isGreaterThan(before);
      assertThat(control.status().state()).isEqualTo(SandboxStatus.State.STALE);
    }
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.inDirectory(directory).http());
        Wire wire = new Wire(sandbox.manta().url())) {
      for (int i = 0; i < acknowledged; i++) {
        String date = WireSigner.date(Instant.now());
        Wire.Answer answer =
            wire.call(
                "GET",
                "/alice/stor/o" + i,
                Map.of("date", date, "authorization", signer.authorization(date)),
                new byte[0]);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body(i));
      }
    }
  }

  private static byte[] body(int number) {
    return (number + " ").repeat(number % 3 == 0 ? 10_000 : 10).getBytes(UTF_8);
  }
}
