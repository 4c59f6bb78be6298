/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.sandbox.imgapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The service's log: one bunyan record a line. The file is opened for each line, so that one that
 * was moved or cut by a rotation is simply begun again.
 */
final class BunyanLog {

  private static final System.Logger LOG = System.getLogger(BunyanLog.class.getName());

  static final int INFO = 30;
  static final int WARN = 40;
  static final int ERROR = 50;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Path file;
  private final String hostname;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();

  BunyanLog(Path file, String hostname, Clock clock) {
    this.file = file;
    this.hostname = hostname;
    this.clock = clock;
  }

  static ObjectNode fields() {
    return JsonText.object();
  }

  void info(String message) {
    write(INFO, message, fields());
  }

  void warn(String message) {
    write(WARN, message, fields());
  }

  void error(String message, Throwable failure) {
    ObjectNode fields = fields();
    fields
        .putObject("err")
        .put("name", failure.getClass().getSimpleName())
        .put("message", String.valueOf(failure.getMessage()));
    write(ERROR, message, fields);
  }

  /** Writes a record; the fields come between those that every record begins and ends with. */
  void write(int level, String message, ObjectNode fields) {
    ObjectNode line = JsonText.object();
    line.put("name", "imgapi").put("hostname", hostname).put("pid", ProcessHandle.current().pid());
    line.put("level", level);
    line.setAll(fields);
    line.put("msg", message).put("time", TIME.format(clock.instant())).put("v", 0);
    byte[] bytes = (JsonText.compact(line) + "\n").getBytes(UTF_8);
    lock.lock();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failure) {
      // A full disk must not end the service; the record is lost, and this says so.
      LOG.log(System.Logger.Level.WARNING, "cannot write " + file, failure);
    } finally {
      lock.unlock();
    }
  }
}
