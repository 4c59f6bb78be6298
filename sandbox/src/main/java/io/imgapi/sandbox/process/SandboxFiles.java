/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.imgapi.sandbox.SandboxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files by which a sandbox's process and those who control it find each other. */
final class SandboxFiles {

  private static final int TAIL_LINES = 10;

  private final Path directory;
  private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  SandboxFiles(Path directory) {
    this.directory = directory;
  }

  Path record() {
    return directory.resolve("sandbox.json");
  }

  Path log() {
    return directory.resolve("sandbox.log");
  }

  private Path failure() {
    return directory.resolve("sandbox.failure.json");
  }

  void writeRecord(SandboxRecord record) throws IOException {
    write(record(), mapper.writeValueAsString(record));
  }

  /** Reads the record; empty when there is none, or one that this program cannot read. */
  Optional<SandboxRecord> readRecord() throws IOException {
    try {
      return Optional.of(mapper.readValue(Files.readString(record()), SandboxRecord.class));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (com.fasterxml.jackson.core.JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  void removeRecord() throws IOException {
    Files.deleteIfExists(record());
  }

  void removeRecordOf(long pid) throws IOException {
    if (readRecord().filter(record -> record.pid() == pid).isPresent()) {
      removeRecord();
    }
  }

  void writeFailure(SandboxException failure) throws IOException {
    write(failure(), mapper.writeValueAsString(words(failure)));
  }

  /** Takes the failure that a process left behind. */
  Optional<SandboxException> takeFailure() throws IOException {
    if (!Files.exists(failure())) {
      return Optional.empty();
    }
    String text = Files.readString(failure());
    Files.delete(failure());
    return Optional.of(failure(text));
  }

  /** Returns a failure as words from which {@link #failure(String)} makes it again. */
  static Map<String, String> words(SandboxException failure) {
    return Map.of(
        "reason", failure.reason().name(),
        "message", String.valueOf(failure.getMessage()),
        "remedy", failure.remedy());
  }

  /** Makes a failure of another process from the JSON text of its words. */
  static SandboxException failure(String text) throws IOException {
    Map<?, ?> read = new ObjectMapper().readValue(text, Map.class);
    return new SandboxException(
        SandboxException.Reason.valueOf(String.valueOf(read.get("reason"))),
        String.valueOf(read.get("message")),
        String.valueOf(read.get("remedy")));
  }

  void appendLog(String line) throws IOException {
    Files.writeString(log(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Returns the last lines of the log; empty when there is none. */
  String tailOfLog() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log()), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException absent) {
      return "";
    }
  }

  private void write(Path file, String text) throws IOException {
    Path part =
        Files.createTempFile(
            directory,
            "." + file.getFileName(),
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(part, text + "\n");
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
