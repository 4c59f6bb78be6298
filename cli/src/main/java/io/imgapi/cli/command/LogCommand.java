/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.output.BunyanText;
import io.imgapi.cli.output.Console;
import io.imgapi.core.bunyan.BunyanLevel;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.instance.InstanceLayout;
import io.imgapi.core.logs.LineSink;
import io.imgapi.core.logs.LogKind;
import io.imgapi.core.logs.ShowLog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a log. */
@Command(
    name = "log",
    header = "Show a log",
    description = {
      "Shows the end of a log, Bunyan records made readable, all other lines as they are.",
      "LOG imgapi is the service's own, backup and upload are those of the hourly runs."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi log                               # the end of the service's log",
      "  imgapi log -f --level warn               # goes on, with what is bad",
      "  imgapi log --host root@10.0.0.7 upload   # from afar",
      "  imgapi log --lines all --json backup | bunyan -c 'this.status != 0'"
    })
public final class LogCommand implements Callable<Integer>, Documented {
  private static final String ALL = "all";
  private final UseCases useCases;
  private final Hosts hosts;
  private final Console console;
  private final PrintWriter out;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "/",
      description = "Take every path of the instance below DIR (IMGAPI_ROOT; default: /).")
  private Path root;

  @Mixin private HostOptions host;
  @Mixin private SshOptions ssh;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused")
  private boolean help;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as the log grows, also when it is rotated.")
  private boolean follow;

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "100",
      description = "The last N lines, or: all (default: ${DEFAULT-VALUE}).")
  private String lines;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "Leave out records below: trace, debug, info, warn, error, fatal.")
  private Optional<String> level;

  @Option(names = "--short", description = "Without date, process and machine.")
  private boolean brief;

  @Option(names = "--json", description = "The lines as they are in the file.")
  private boolean json;

  @Parameters(
      arity = "0..1",
      paramLabel = "LOG",
      defaultValue = "imgapi",
      description = "imgapi, backup or upload (default: ${DEFAULT-VALUE}).")
  private LogKind kind;

  public LogCommand(UseCases useCases, Hosts hosts, Console console, PrintWriter out) {
    this.useCases = useCases;
    this.hosts = hosts;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.SERVICE_LOG, Place.BACKUP_LOG, Place.UPLOAD_LOG)
        .ends(ExitCode.FAILED, "there is no such log, or it cannot be read")
        .related("log-upload", "log-rotated");
  }

  @Override
  public Integer call() {
    ShowLog.Request request = new ShowLog.Request(kind, lines(), level(), follow);
    useCases
        .showLog(new InstanceLayout(root.toAbsolutePath().normalize()), hosts.on(host.login(ssh)))
        .show(request, sink(), console.events("imgapi log", false));
    return 0;
  }

  private OptionalLong lines() {
    if (lines.equals(ALL)) {
      return OptionalLong.empty();
    }
    if (!lines.matches("[0-9]{1,9}")) {
      throw ImgapiException.of(ExitCode.USAGE, "--lines wants a number or all, not " + lines)
          .remedy("for example: --lines 500");
    }
    return OptionalLong.of(Long.parseLong(lines));
  }

  private Optional<BunyanLevel> level() {
    return level.map(
        text ->
            BunyanLevel.named(text)
                .orElseThrow(
                    () ->
                        ImgapiException.of(ExitCode.USAGE, "there is no level " + text)
                            .remedy("for example: --level warn")));
  }

  private LineSink sink() {
    return new LineSink() {
      @Override
      public void line(String line) {
        out.print(json ? line + "\n" : BunyanText.of(line, brief));
      }

      @Override
      public boolean caughtUp() {
        // Also flushes: whoever follows wants to see it now.
        return !out.checkError();
      }
    };
  }
}
