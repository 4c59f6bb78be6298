/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.LogRecords;
import io.imgapi.cli.output.UploadText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.logs.UploadLogs;
import io.imgapi.core.logs.UploadRequest;
import io.imgapi.core.logs.UploadResult;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Uploads rotated logs. */
@Command(
    name = "log-upload",
    header = "Upload rotated logs to Manta",
    description = {
      "Uploads the logs in /var/log/triton/upload to Manta and deletes each here when it is proven"
          + " to be there.",
      "Nothing in Manta is replaced: a second log of an hour becomes NODENAME.2.log. Safe to run"
          + " again after any end."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi log-upload --dry-run   # which logs wait",
      "  imgapi log-upload --attempts 5",
      "  imgapi log-upload --attempts 5 --bunyan >>/var/log/tritonlogupload.log"
    })
public final class LogUploadCommand implements Callable<Integer>, Documented {
  private static final String NAME = "imgapi log-upload";
  private static final int MOST_ATTEMPTS = 60;
  private final UseCases useCases;
  private final Console console;
  private final LogRecords records;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;

  @Option(
      names = {"-a", "--attempts"},
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "Look N times, a minute apart (default: ${DEFAULT-VALUE}):",
        "logadm may be at work on a large log when the first one begins."
      })
  private int attempts;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show what would be uploaded and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but what is wrong.")
  private boolean quiet;

  @ArgGroup private Form form;

  /** In which form a run tells what it does. */
  private static final class Form {
    @Option(names = "--json", description = "The result, or the failure, as one JSON document.")
    private boolean json;

    @Option(
        names = "--bunyan",
        description = "All that is said as Bunyan records on standard output, for a log file.")
    private boolean bunyan;
  }

  public LogUploadCommand(UseCases useCases, Console console, LogRecords records, PrintWriter out) {
    this.useCases = useCases;
    this.console = console;
    this.records = records;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .callsManta()
        .files(Place.UPLOAD_QUEUE, Place.LOG_AREA, Place.UPLOAD_RECORD, Place.UPLOAD_LOCK)
        .files(Place.ROTATION_JOURNAL)
        .ends(ExitCode.PARTIAL, "some logs could not be uploaded and stay here; run it again")
        .ends(ExitCode.NOT_SET_UP, "this is no standalone instance")
        .ends(ExitCode.LOCKED, "another upload is at work, or the key is being switched")
        .related("log-rotated", "log");
  }

  @Override
  public Integer call() {
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw ImgapiException.of(
              ExitCode.USAGE, "--attempts must be from 1 to " + MOST_ATTEMPTS + ", not " + attempts)
          .remedy("for example: --attempts 5");
    }
    boolean json = form != null && form.json;
    boolean bunyan = form != null && form.bunyan;
    UploadLogs upload = useCases.uploadLogs(instance.layout());
    UploadRequest request = new UploadRequest(instance.configFile(), attempts);
    if (dryRun) {
      out.print(json ? UploadText.json(upload.plan(request)) : UploadText.of(upload.plan(request)));
      return 0;
    }
    Events events = bunyan ? records.events(NAME) : console.events(NAME, quiet);
    UploadResult result = upload.run(request, events);
    if (bunyan) {
      records.ended(NAME, result.exitCode(), UploadText.summary(result), UploadText.fields(result));
    } else if (json || !quiet || result.exitCode() != ExitCode.OK) {
      out.print(json ? UploadText.json(result) : UploadText.of(result));
    }
    return result.exitCode().status();
  }
}
