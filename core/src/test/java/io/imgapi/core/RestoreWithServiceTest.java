/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.host.HttpServicePing;
import io.imgapi.core.host.LocalHost;
import io.imgapi.core.host.ServiceManager;
import io.imgapi.core.host.ZonePrograms;
import io.imgapi.core.instance.TestInstance;
import io.imgapi.core.ownership.TakeOver;
import io.imgapi.core.ownership.TestOwnerships;
import io.imgapi.core.restore.Restore;
import io.imgapi.core.restore.RestoreRequest;
import io.imgapi.core.restore.RestoreSelection;
import io.imgapi.core.store.InMemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore beside a service that is stopped, started, pinged and asked for an image. */
class RestoreWithServiceTest {
  private static final TakeOver ALLOWED = new TakeOver(Optional.of(TestOwnerships.ALIAS), false);

  private static final String BACKUP = "/alice/stor/imgapi/backup";
  @TempDir Path root;
  private final InMemoryStore store = new InMemoryStore(BACKUP);
  private final UUID image = UUID.randomUUID();
  private final List<String> asked = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private boolean well = true;
  private boolean shows = true;
  private HttpServer service;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", this::answer);
    service.start();
    write(
        "data/imgapi/etc/imgapi.config.json",
        """
        {"mode":"public","port":%d,"manta":{"url":"http://127.0.0.1:1","user":"alice",
         "key":"/k","keyId":"x","baseDir":"imgapi"}}"""
            .formatted(service.getAddress().getPort()));
    program("usr/bin/svcs", "cat \"$(dirname \"$0\")/state\"");
    write("usr/bin/state", "online\n");
    program("usr/sbin/svcadm", "echo \"$*\" >> \"$(dirname \"$0\")/calls\"");
    store.plant(
        BACKUP + "/manifests/" + image + ".raw",
        "{\"uuid\":\"%s\",\"activated\":true,\"state\":\"active\",\"files\":[]}"
            .formatted(image)
            .getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    boolean good = path.equals("/ping") ? well : shows;
    String body =
        path.equals("/ping") ? "{\"ping\":\"pong\"}" : "{\"uuid\":\"%s\"}".formatted(image);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(good ? 200 : 503, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void write(String relative, String content) throws IOException {
    Path file = root.resolve(relative);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private void program(String relative, String line) throws IOException {
    write(relative, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(
        root.resolve(relative), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void restore() {
    TestInstance instance = new TestInstance(root);
    Events events =
        new Events() {
          @Override
          public void notice(Level level, String message) {
            notices.add(message);
          }

          @Override
          public void progress(Progress progress) {}
        };
    Restore restore =
        new Restore(
            instance.layout(),
            new ConfigReader(),
            (settings, parallel) -> store,
            TestOwnerships.of(instance.layout()),
            new ServiceManager(
                new LocalHost(System.getenv().getOrDefault("PATH", "")), new ZonePrograms(root)),
            new HttpServicePing(),
            handTime(),
            time -> now.updateAndGet(then -> then.plus(time)));
    RestoreRequest request =
        new RestoreRequest(
            instance.layout().configFile(),
            RestoreSelection.mirror(),
            false,
            false,
            false,
            2,
            OptionalLong.empty(),
            ALLOWED,
            false);
    try (Restore.Prepared prepared = restore.prepare(request, events)) {
      prepared.apply();
    }
  }

  private Clock handTime() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.get();
      }
    };
  }

  private String calls() throws IOException {
    return Files.readString(root.resolve("usr/sbin/calls"));
  }

  @Test
  void stopsPlacesStartsAndReadsOneImageBack() throws IOException {
    restore();
    assertThat(calls()).isEqualTo("disable -s imgapi\nenable -s imgapi\n");
    assertThat(asked).containsExactly("/ping", "/images/" + image);
    assertThat(notices).isEmpty();
    assertThat(root.resolve("data/imgapi/manifests/" + image + ".raw")).exists();
  }

  @Test
  void warnsWhereTheServiceShowsNothing() {
    shows = false;
    restore();
    assertThat(notices).hasSize(1).first().asString().contains("shows none", image.toString());
  }

  @Test
  void failsWhereTheServiceDoesNotComeUpAndFinishesTheNextTime() throws IOException {
    well = false;
    ImgapiException failure = catchThrowableOfType(ImgapiException.class, this::restore);
    assertThat(failure).hasMessageContaining("does not answer");
    assertThat(failure.remedy()).contains("imgapi restore");
    assertThat(Duration.between(Instant.EPOCH, now.get())).isGreaterThan(Duration.ofSeconds(59));
    well = true;
    restore();
    assertThat(calls()).endsWith("enable -s imgapi\n");
  }
}
