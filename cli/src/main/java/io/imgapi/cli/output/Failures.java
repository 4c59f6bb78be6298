/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.sandbox.SandboxException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where a failure becomes words and an exit status. */
public final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final PrintWriter out;
  private final PrintWriter err;
  private final LogRecords records;
  private final String version;

  /**
   * Failures of one run.
   *
   * @param records for runs whose output is a log
   * @param version the program's, for reports of bugs
   */
  public Failures(PrintWriter out, PrintWriter err, LogRecords records, String version) {
    this.out = out;
    this.err = err;
    this.records = records;
    this.version = version;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    String name = command.getCommandSpec().qualifiedName();
    if (e instanceof SandboxException sandbox) {
      return handleExecutionException(translated(sandbox), command, parsed);
    }
    if (e instanceof ImgapiException failure) {
      // "parsed" is that of the whole line, which has no options of a command within it.
      if (command.getParseResult().hasMatchedOption("--bunyan")) {
        records.failed(name, failure);
      } else if (command.getParseResult().hasMatchedOption("--json")) {
        out.println(json(failure));
      } else {
        err.print(FailureText.of(name, failure));
      }
      return failure.code().status();
    }
    if (command.getParseResult().hasMatchedOption("--bunyan")) {
      records.broke(name, e, version);
    }
    report(name, e);
    return ExitCode.BUG.status();
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    err.println(spec.qualifiedName() + ": " + firstLine(message(e)));
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        err.println("  did you mean: " + String.join(", ", near) + "?");
      }
    }
    err.println("Run '" + spec.qualifiedName() + " --help'");
    return ExitCode.USAGE.status();
  }

  /** An option that nobody knows explains a missing argument, not the other way round. */
  private static String message(ParameterException e) {
    List<String> unknown = e.getCommandLine().getUnmatchedArguments();
    return e instanceof MissingParameterException && !unknown.isEmpty()
        ? "Unknown option: '" + unknown.get(0) + "'"
        : e.getMessage();
  }

  private static ImgapiException translated(SandboxException e) {
    ExitCode code =
        switch (e.reason()) {
          case ALREADY_RUNNING -> ExitCode.LOCKED;
          case NOT_RUNNING, NO_SUCH_ZONE -> ExitCode.NOT_SET_UP;
          case INVALID_ARGUMENT -> ExitCode.USAGE;
          case ZONE_EXISTS -> ExitCode.REFUSED;
          case PORT_IN_USE,
              DIRECTORY_NOT_USABLE,
              START_FAILED,
              STOP_FAILED,
              CONTROL_FAILED,
              ZONE_FAILED ->
              ExitCode.FAILED;
        };
    return ImgapiException.of(code, e.getMessage()).remedy(e.remedy()).causedBy(e);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end).strip();
  }

  private static ObjectNode json(ImgapiException failure) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("type", "error")
        .put("code", failure.code().name())
        .put("status", failure.code().status())
        .put("message", failure.getMessage())
        .put("remedy", failure.remedy());
    failure.context().forEach(json.putObject("context")::put);
    return json;
  }

  private void report(String name, Exception e) {
    err.println(name + ": unexpected error; this is a bug in imgapi, please report this block:");
    err.println("--");
    err.println("imgapi " + version + ", Java " + Runtime.version());
    e.printStackTrace(err);
    err.println("--");
  }
}
