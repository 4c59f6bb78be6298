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
import io.imgapi.cli.output.NagiosText;
import io.imgapi.cli.output.PrometheusText;
import io.imgapi.cli.output.StatusText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.health.CheckName;
import io.imgapi.core.health.HealthReport;
import io.imgapi.core.health.HealthRequest;
import io.imgapi.core.host.HostFiles;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether an instance is well. */
@Command(
    name = "status",
    aliases = "standalone-status",
    header = "Say whether the instance is well",
    description = {
      "Checks whether the instance is well: its services, its Manta and its key, backups and logs,"
          + " certificate, data set and room. Says nothing where all is well.",
      "The checks are made side by side, and all of them end in time whatever hangs; what could not"
          + " be found out counts as a fault. Changes nothing.",
      "With --exit-count the exit status is the number of faults, at most 255, as with the original"
          + " tool. With --format nagios it is that of any plugin: 0 well, 1 warnings, 2 faults, 3"
          + " unknown."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi status                        # says nothing where all is well",
      "  imgapi status -v                     # every check, and warnings",
      "  imgapi status --only backup,manta",
      "  imgapi status --json",
      "  imgapi status --host root@10.0.0.7   # from afar",
      "  imgapi status --format nagios        # as a plugin of Nagios",
      "  imgapi status --format prometheus --output /var/lib/node_exporter/imgapi.prom"
    })
public final class StatusCommand implements Callable<Integer>, Documented {
  private static final int HIGHEST_STATUS = 255;
  private static final int HIGHEST_PORT = 65535;
  private static final int LONGEST_SECONDS = 600;
  private static final double MILLIS = 1000;
  private final UseCases useCases;
  private final Hosts hosts;
  private final HostFiles files;
  private final Console console;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;

  @Mixin private HostOptions host;
  @Mixin private SshOptions ssh;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show each check as it ends, and warnings.")
  private boolean verbose;

  @Option(names = "--json", description = "The result, or the failure, as one JSON document.")
  private boolean json;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, nagios (one line of a plugin) or prometheus (default: text).")
  private Format format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "With --format prometheus: replace FILE as a whole, for a textfile collector.")
  private Optional<Path> output;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Make only these checks; -v and --json show their names.")
  private List<String> only = List.of();

  @Option(
      names = "--exit-count",
      description = "Exit with the number of faults, at most 255, as the original tool did.")
  private boolean exitCount;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "For all checks together (default: ${DEFAULT-VALUE}).")
  private double timeout;

  @Option(
      names = "--https-port",
      paramLabel = "PORT",
      description =
          "Where the TLS front end listens (IMGAPI_HTTPS_PORT; default: as haproxy.cfg says).")
  private Optional<Integer> httpsPort;

  /** How the result is shown. */
  enum Format {
    TEXT,
    NAGIOS,
    PROMETHEUS
  }

  /**
   * A command.
   *
   * @param hosts where the instance may be
   * @param files of this machine, for the file of a collector
   */
  public StatusCommand(
      UseCases useCases, Hosts hosts, HostFiles files, Console console, PrintWriter out) {
    this.useCases = useCases;
    this.hosts = hosts;
    this.files = files;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .callsManta()
        .files(Place.CERTIFICATE, Place.HAPROXY, Place.BACKUP_RECORD, Place.UPLOAD_RECORD)
        .files(Place.RESTORE_MARKER, Place.RESTORE_JOURNAL, Place.ROTATION_JOURNAL)
        .files(Place.OWNER_TOKEN, Place.BACKUP_LOG, Place.UPLOAD_LOG, Place.ROTATED_LOGS)
        .files(Place.UPLOAD_QUEUE, Place.CRONTAB, Place.BACKUP_AREA)
        .ends(ExitCode.OK, "there is no fault")
        .ends(ExitCode.FAILED, "there is at least one fault")
        .ends(ExitCode.CONFIG_INVALID, "the configuration is one of the faults, or cannot be read")
        .related("log", "backup");
  }

  @Override
  public Integer call() {
    requireOneForm();
    HealthRequest request = request();
    HealthReport report;
    try {
      report =
          useCases
              .checkHealth(instance.layout(), hosts.on(host.login(ssh)))
              .check(request, finding -> console.say(!verbose, StatusText.line(finding)));
    } catch (ImgapiException e) {
      if (format != Format.NAGIOS) {
        throw e;
      }
      out.print(NagiosText.of(e));
      return NagiosText.unknown();
    }
    show(report);
    console.say(!verbose, StatusText.warnings(report) + StatusText.closing(report));
    if (exitCount) {
      return Math.min(HIGHEST_STATUS, report.faults().size());
    }
    return format == Format.NAGIOS ? NagiosText.status(report) : report.exitCode().status();
  }

  private void show(HealthReport report) {
    if (json) {
      out.print(StatusText.json(report));
      return;
    }
    switch (format) {
      case TEXT -> out.print(StatusText.faults(report));
      case NAGIOS -> out.print(NagiosText.of(report));
      case PROMETHEUS -> prometheus(PrometheusText.of(report));
    }
  }

  private void prometheus(String text) {
    if (output.isEmpty()) {
      out.print(text);
      return;
    }
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    files.write(output.get().toAbsolutePath(), content, HostFiles.Access.open());
  }

  private void requireOneForm() {
    if (json && format != Format.TEXT) {
      throw usage("--json and --format name two different forms", "leave one of them out");
    }
    if (output.isPresent() && format != Format.PROMETHEUS) {
      throw usage("--output is for --format prometheus", "redirect the output instead: > FILE");
    }
  }

  private HealthRequest request() {
    if (!(timeout > 0 && timeout <= LONGEST_SECONDS)) {
      throw usage(
          "--timeout must be more than 0 and at most " + LONGEST_SECONDS + " seconds",
          "for example: --timeout 10");
    }
    if (httpsPort.filter(port -> port < 1 || port > HIGHEST_PORT).isPresent()) {
      throw usage(
          "--https-port must be from 1 to " + HIGHEST_PORT, "for example: --https-port 443");
    }
    return new HealthRequest(
        instance.configFile(),
        names(),
        httpsPort.map(OptionalInt::of).orElse(OptionalInt.empty()),
        Duration.ofMillis(Math.max(1, Math.round(timeout * MILLIS))));
  }

  private Set<CheckName> names() {
    Set<CheckName> names = EnumSet.noneOf(CheckName.class);
    for (String name : only) {
      names.add(
          Stream.of(CheckName.values())
              .filter(check -> check.id().equals(name.strip()))
              .findFirst()
              .orElseThrow(() -> usage("there is no check " + name.strip(), "one of: " + known())));
    }
    return names;
  }

  private static String known() {
    return Stream.of(CheckName.values()).map(CheckName::id).collect(Collectors.joining(", "));
  }

  private static ImgapiException usage(String message, String remedy) {
    return ImgapiException.of(ExitCode.USAGE, message).remedy(remedy);
  }
}
