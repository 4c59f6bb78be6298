/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox;

import io.imgapi.cli.output.SandboxText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.sandbox.SandboxException;
import io.imgapi.sandbox.fault.Fault;
import io.imgapi.sandbox.fault.FaultRule;
import io.imgapi.sandbox.fault.FaultState;
import io.imgapi.sandbox.process.SandboxControl;
import io.imgapi.sandbox.triton.workflow.JobFaultState;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a running sandbox fail, and stop failing. */
@Command(
    name = "fault",
    header = "Make a sandbox fail",
    description = {
      "Makes a service of the sandbox fail for requests that match, or jobs of the data centre;"
          + " shows the faults in force, or takes them away.",
      "TYPE is one of delay, status, proxy-down, refused, reset, hang, lost-answer for every"
          + " service; for Manta also throttled, truncated-response, flipped-response,"
          + " flipped-store, computed-md5, race, clock-skew, disk-full, key-unknown; for UFDS only"
          + " delay and status, which is the LDAP result then, the method being bind, search, add,"
          + " modify or delete, and the path a DN.",
      "For jobs it is one of job-fails, job-hangs, job-canceled, job-times-out, with the settings"
          + " task (what the job's name begins with), step (its last one otherwise) and reason."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi sandbox fault delay millis=20",
      "  imgapi sandbox fault status status=503 --method PUT --times 5",
      "  imgapi sandbox fault proxy-down --service vmapi --glob '/vms/*' --times 1",
      "  imgapi sandbox fault reset moment=after_request_body --service sapi --method PUT",
      "  imgapi sandbox fault status status=51 --service ufds --method bind",
      "  imgapi sandbox fault job-fails task=provision step=imgapi.ensure_image --times 1",
      "  imgapi sandbox fault --list",
      "  imgapi sandbox fault --clear"
    })
public final class SandboxFaultCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Mixin private SandboxOptionsMixin sandbox;

  @Parameters(index = "0", arity = "0..1", paramLabel = "TYPE", description = "What goes wrong.")
  private Optional<String> type;

  @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "The fault's own settings.")
  private Map<String, String> settings = Map.of();

  @Option(
      names = "--service",
      paramLabel = "NAME",
      defaultValue = "manta",
      description = "Which service, as sandbox status names it (default: manta).")
  private String service;

  @Option(names = "--method", paramLabel = "REGEX", description = "Only these methods.")
  private Optional<String> method;

  @Option(names = "--path", paramLabel = "REGEX", description = "Only these paths.")
  private Optional<String> path;

  @Option(
      names = "--glob",
      paramLabel = "GLOB",
      description = "Only these paths: * within a component, ** across, ? for one character.")
  private Optional<String> glob;

  @Option(names = "--times", paramLabel = "N", description = "Strike so often, then no more.")
  private Optional<Integer> times;

  @Option(names = "--skip", paramLabel = "N", description = "Let so many requests pass first.")
  private Optional<Integer> skip;

  @Option(names = "--probability", paramLabel = "P", description = "From 0 to 1.")
  private Optional<Double> probability;

  @Option(names = "--list", description = "Show the faults in force.")
  private boolean list;

  @Option(names = "--clear", description = "Take all faults away.")
  private boolean clear;

  public SandboxFaultCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    SandboxControl control = new SandboxControl(sandbox.directory());
    if (clear) {
      control.clearFaults();
    }
    type.ifPresent(name -> add(control, name));
    if (list || (type.isEmpty() && !clear)) {
      show(control);
    }
    return 0;
  }

  private void add(SandboxControl control, String name) {
    if (JobFaultWords.isOne(name)) {
      control.addFault(JobFaultWords.parse(name, settings, times.orElse(-1)));
      return;
    }
    FaultRule rule = rule(name);
    try {
      control.addFault(service, rule);
    } catch (SandboxException refused) {
      if (refused.reason() == SandboxException.Reason.INVALID_ARGUMENT) {
        throw ImgapiException.of(ExitCode.USAGE, refused.getMessage())
            .remedy("see: imgapi sandbox fault --help")
            .causedBy(refused);
      }
      throw refused;
    }
  }

  private void show(SandboxControl control) {
    for (String name : control.faultyServices()) {
      for (FaultState state : control.faults(name)) {
        out.print(name + ": " + SandboxText.of(List.of(state)));
      }
    }
    for (JobFaultState state : control.jobFaults()) {
      out.println(JobFaultWords.show(state));
    }
  }

  private FaultRule rule(String name) {
    Fault fault = FaultWords.parse(name, settings);
    try {
      return rule(fault);
    } catch (IllegalArgumentException e) {
      throw ImgapiException.of(ExitCode.USAGE, "there can be no such rule: " + e.getMessage())
          .remedy("see: imgapi sandbox fault --help")
          .causedBy(e);
    }
  }

  private FaultRule rule(Fault fault) {
    FaultRule rule = FaultRule.of(fault);
    rule = method.isPresent() ? rule.method(method.get()) : rule;
    rule = path.isPresent() ? rule.path(path.get()) : rule;
    rule = glob.isPresent() ? rule.glob(glob.get()) : rule;
    rule = times.isPresent() ? rule.times(times.get()) : rule;
    rule = skip.isPresent() ? rule.skip(skip.get()) : rule;
    return probability.isPresent() ? rule.probability(probability.get()) : rule;
  }
}
