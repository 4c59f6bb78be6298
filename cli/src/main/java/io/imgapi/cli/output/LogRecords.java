/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.bunyan.BunyanEvents;
import io.imgapi.core.bunyan.BunyanLevel;
import io.imgapi.core.bunyan.BunyanLog;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.function.Supplier;

/** What a run says as Bunyan records, for runs whose output is a log file. */
public final class LogRecords {
  private final PrintWriter out;
  private final Supplier<String> hostname;
  private final Clock clock;

  /**
   * Records on one stream.
   *
   * @param hostname asked when the first record is written
   */
  public LogRecords(PrintWriter out, Supplier<String> hostname, Clock clock) {
    this.out = out;
    this.hostname = hostname;
    this.clock = clock;
  }

  /** What a use case reports. */
  public Events events(String command) {
    return new BunyanEvents(log(command), clock);
  }

  /** How a run ended, with its numbers. */
  public void ended(String command, ExitCode code, String message, ObjectNode fields) {
    log(command)
        .record(code == ExitCode.OK ? BunyanLevel.INFO : BunyanLevel.ERROR, message, fields);
  }

  /** Why a run ended. */
  void failed(String command, ImgapiException failure) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields
        .put("code", failure.code().name())
        .put("status", failure.code().status())
        .put("remedy", failure.remedy());
    failure.context().forEach(fields.putObject("context")::put);
    log(command).record(BunyanLevel.ERROR, failure.getMessage(), fields);
  }

  /** That a run ended through a mistake of ours. */
  void broke(String command, Exception mistake, String version) {
    StringWriter stack = new StringWriter();
    mistake.printStackTrace(new PrintWriter(stack));
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("version", version);
    fields.putObject("err").put("stack", stack.toString().strip());
    log(command)
        .record(
            BunyanLevel.FATAL,
            "unexpected error; this is a bug in imgapi, please report it",
            fields);
  }

  private BunyanLog log(String command) {
    BunyanLog.Origin origin =
        new BunyanLog.Origin(
            command.replace(' ', '-'), hostname.get(), ProcessHandle.current().pid());
    return new BunyanLog(
        origin,
        clock,
        line -> {
          out.println(line);
          out.flush();
        });
  }
}
