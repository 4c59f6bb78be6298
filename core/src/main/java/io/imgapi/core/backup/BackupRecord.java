/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.run.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Records how a backup stands and how it ended: {@code run/backup.json}, and {@code
 * run/backup.status} with the exit status alone for readers of the original tools.
 *
 * <p>A record that cannot be written is told of, and does not end a backup that is otherwise well.
 */
final class BackupRecord {
  private static final String SCHEMA = "imgapi/backup-run/1";
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private final InstanceLayout layout;
  private final Clock clock;
  private final Events events;
  private final Instant started;
  private Instant written;

  BackupRecord(InstanceLayout layout, Clock clock, Events events) {
    this.layout = layout;
    this.clock = clock;
    this.events = events;
    this.started = clock.instant();
    this.written = started;
  }

  void running() {
    write(json("running"));
  }

  /** Events that also keep the record fresh. */
  Events keepingFresh() {
    return new Events() {
      @Override
      public void notice(Level level, String message) {
        events.notice(level, message);
      }

      @Override
      public void progress(Progress progress) {
        events.progress(progress);
        freshen(progress);
      }

      @Override
      public void stands(String sentences) {
        events.stands(sentences);
      }
    };
  }

  private synchronized void freshen(Events.Progress progress) {
    if (Duration.between(written, clock.instant()).compareTo(EVERY) < 0) {
      return;
    }
    ObjectNode json = json("running");
    json.putObject("progress")
        .put("step", progress.step())
        .put("itemsDone", progress.itemsDone())
        .put("itemsTotal", progress.itemsTotal())
        .put("bytesDone", progress.bytesDone())
        .put("bytesTotal", progress.bytesTotal());
    write(json);
  }

  /** The run ended with a result. */
  synchronized void ended(BackupResult result) {
    ObjectNode json = json("ended");
    json.put("code", result.exitCode().name()).put("status", result.exitCode().status());
    json.put("manifests", result.manifests())
        .put("files", result.files())
        .put("bytes", result.bytes())
        .put("deletedManifests", result.deletedManifests())
        .put("deletedFiles", result.deletedFiles())
        .put("failed", result.failed());
    result.failures().forEach(json.putArray("failures")::add);
    ObjectNode aside = json.putObject("quarantined");
    result.quarantined().forEach((uuid, reason) -> aside.put(uuid.toString(), reason));
    finish(json, result.exitCode());
  }

  /** The run ended with a failure, before it began or on its way. */
  synchronized void failed(ExitCode code, String message) {
    ObjectNode json = json("ended");
    json.put("code", code.name()).put("status", code.status()).put("message", message);
    finish(json, code);
  }

  private void finish(ObjectNode json, ExitCode code) {
    json.put("finished", clock.instant().toString());
    write(json);
    writeFile("backup.status", (code.status() + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private ObjectNode json(String state) {
    return JSON.createObjectNode()
        .put("schema", SCHEMA)
        .put("state", state)
        .put("pid", ProcessHandle.current().pid())
        .put("started", started.toString())
        .put("updated", clock.instant().toString());
  }

  private void write(ObjectNode json) {
    written = clock.instant();
    try {
      writeFile("backup.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void writeFile(String name, byte[] content) {
    try {
      Files.createDirectories(layout.run());
      AtomicFile.write(layout.run().resolve(name), content);
    } catch (IOException e) {
      events.notice(
          Events.Level.ERROR, "the run record " + name + " cannot be written: " + IoReason.of(e));
    }
  }
}
