/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.core.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.error.IoReason;
import io.imgapi.core.event.Events;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.run.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;

/**
 * What others can read of a run: {@code run/logupload.json}, and {@code run/logupload.status} with
 * the exit status alone, which the original tools read. Both are written as a whole, on every path.
 */
final class UploadRecord {
  private static final String SCHEMA = "imgapi/log-upload-run/1";
  private static final ObjectMapper JSON = new ObjectMapper();
  private final InstanceLayout layout;
  private final UploadDirectory directory;
  private final Clock clock;
  private final Events events;
  private final Instant started;

  UploadRecord(InstanceLayout layout, UploadDirectory directory, Clock clock, Events events) {
    this.layout = layout;
    this.directory = directory;
    this.clock = clock;
    this.events = events;
    this.started = clock.instant();
  }

  /** The run is alive. */
  void running(int attempt, int attempts) {
    write(json("running").put("attempt", attempt).put("attempts", attempts));
  }

  /** The run ended with a result. */
  void ended(UploadResult result) {
    ObjectNode json = json("ended");
    json.put("uploaded", result.uploaded()).put("bytes", result.bytes());
    json.put("alreadyThere", result.found()).put("strangers", result.strangers().size());
    ArrayNode failures = json.putArray("failures");
    result
        .failures()
        .forEach(
            failure ->
                failures
                    .addObject()
                    .put("file", failure.file())
                    .put("code", failure.code().name())
                    .put("reason", failure.reason()));
    backlog(json, result.backlog());
    finish(json, result.exitCode());
  }

  /** The run ended with a failure, before it began or on its way. */
  void failed(ExitCode code, String message) {
    ObjectNode json = json("ended").put("message", message);
    try {
      backlog(json, Backlog.of(directory.look().waiting()));
    } catch (ImgapiException e) {
      // The reason is told already if it is this one; a count that is not known is left out.
      json.put("backlogUnknown", e.getMessage());
    }
    finish(json, code);
  }

  private static void backlog(ObjectNode json, Backlog backlog) {
    ObjectNode waiting = json.putObject("backlog");
    waiting.put("count", backlog.count()).put("bytes", backlog.bytes());
    backlog.oldest().ifPresent(oldest -> waiting.put("oldest", oldest.toString()));
  }

  private void finish(ObjectNode json, ExitCode code) {
    json.put("code", code.name())
        .put("status", code.status())
        .put("finished", clock.instant().toString());
    write(json);
    writeFile("logupload.status", (code.status() + "\n").getBytes(StandardCharsets.US_ASCII));
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
    try {
      writeFile("logupload.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
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
