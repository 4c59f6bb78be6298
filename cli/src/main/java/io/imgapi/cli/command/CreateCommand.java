/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.command.PlanOptions.Shown;
import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.CreateText;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.provision.CreateInstance;
import io.imgapi.core.provision.CreatePlan;
import io.imgapi.core.provision.CreateRequest;
import io.imgapi.core.provision.CreateResult;
import io.imgapi.core.provision.Settings;
import io.imgapi.core.provision.TypeNext;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a standalone instance. */
@Command(
    name = "create",
    aliases = "standalone-create",
    header = "Make a standalone instance",
    description = {
      "Makes a standalone IMGAPI instance: brings its image into the data centre, has a VM made, and"
          + " waits until it answers.",
      "Nothing is imported or changed before the plan is confirmed. A run that broke off goes on with"
          + " --resume; no second VM is made."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi create joyops latest sample-2G img0 -n",
      "  imgapi create joyops latest sample-2G img0 -m mantaUrl=https://manta.example.com \\",
      "      -m mantaUser=joyops -m mantaBaseDir=img0 --register-key ufds",
      "  imgapi create --resume a3a7c4a5-4b1e-4a52-ae6e-2d3ba5e1c001"
    })
public final class CreateCommand implements Callable<Integer>, Documented {
  private final Datacenters datacenters;
  private final Console console;
  private final PrintWriter out;

  @Spec private CommandSpec spec;
  @Mixin private DatacenterOptions datacenter;
  @Mixin private SshOptions ssh;
  @Mixin private UpdatesOptions updates;
  @Mixin private RegistrationOptions registration;
  @Mixin private KeyWaitOptions keyWait;
  @Mixin private PlanOptions options;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "OWNER",
      description = "Login or uuid of the account that it belongs to.")
  private Optional<String> owner;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "IMAGE",
      description = "Uuid of an imgapi image, or latest: the newest of the channel.")
  private Optional<String> image;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "PACKAGE",
      description = "Name or uuid of a package; of a name, the highest version.")
  private Optional<String> billing;

  @Parameters(
      index = "3",
      arity = "0..1",
      paramLabel = "ALIAS",
      description = "The name of the new instance.")
  private Optional<String> alias;

  @Option(
      names = {"-m", "--metadata"},
      paramLabel = "KEY=VALUE",
      description =
          "Metadata of the instance, such as mantaUrl, mantaUser, mantaBaseDir; KEY=@FILE reads a file.")
  private List<String> metadata = List.of();

  @Option(
      names = {"-t", "--tag"},
      paramLabel = "TAG=VALUE",
      description = "A tag of the VM.")
  private List<String> tags = List.of();

  @Option(
      names = "--network",
      paramLabel = "NAME",
      description = "Name or uuid of a network or pool (default: the external one).")
  private Optional<String> network;

  @Option(
      names = "--register-key",
      paramLabel = "ufds|cloudapi",
      description =
          "Put the instance's key on its Manta account: as the operator, at the master UFDS, or as the"
              + " account itself, through CloudAPI.")
  private Optional<RegistrationOptions.Way> way;

  @Option(
      names = "--resume",
      paramLabel = "VM",
      description = "Go on with the VM of an earlier run.")
  private Optional<UUID> resume;

  @Option(
      names = "--import-timeout",
      paramLabel = "MINUTES",
      defaultValue = "125",
      description = "Wait so long for an import (default: ${DEFAULT-VALUE}).")
  private int importMinutes;

  @Option(
      names = "--provision-timeout",
      paramLabel = "MINUTES",
      defaultValue = "65",
      description = "Wait so long for the VM (default: ${DEFAULT-VALUE}).")
  private int provisionMinutes;

  @Option(
      names = "--answer-timeout",
      paramLabel = "MINUTES",
      defaultValue = "10",
      description = "Wait so long for its first answer (default: ${DEFAULT-VALUE}).")
  private int answerMinutes;

  public CreateCommand(Datacenters datacenters, Console console, PrintWriter out) {
    this.datacenters = datacenters;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .ends(ExitCode.NOT_SET_UP, "nothing says where SAPI is")
        .ends(
            ExitCode.REFUSED,
            "owner, image or package do not fit, the name is taken, or it is no standalone instance")
        .ends(
            ExitCode.TIMED_OUT,
            "an import, the VM or its first answer takes longer; go on with --resume or the same command")
        .related("register-key");
  }

  @Override
  public Integer call() throws InterruptedException {
    CreateRequest request = request();
    Events events = console.events("imgapi create", false);
    try (TritonAccess triton = datacenter.open(datacenters, ssh, updates);
        Registering registering =
            Registering.by(way, registration, datacenters, datacenter, ssh, triton, events)) {
      return create(new CreateInstance(triton, registering.way(), events), request);
    }
  }

  private int create(CreateInstance create, CreateRequest request) throws InterruptedException {
    if (resume.isPresent()) {
      show(create.resume(resume.get(), request), request);
      return ExitCode.OK.status();
    }
    CreatePlan plan = create.prepare(request);
    options.show(new Shown(CreateText.of(plan), CreateText.json(plan)), console, out);
    if (options.confirmed("Make this instance?", console)) {
      show(create.apply(plan, request), request);
    }
    return ExitCode.OK.status();
  }

  private void show(CreateResult result, CreateRequest request) {
    String register = request.next().registerKey(result.vm());
    options.result(new Shown(CreateText.of(result, register), CreateText.json(result)), out);
  }

  private CreateRequest request() {
    boolean complete =
        owner.isPresent() && image.isPresent() && billing.isPresent() && alias.isPresent();
    if (resume.isPresent() == owner.isPresent() || (resume.isEmpty() && !complete)) {
      throw ImgapiException.of(
              ExitCode.USAGE, "either OWNER IMAGE PACKAGE ALIAS or --resume VM is needed")
          .remedy("for example: imgapi create joyops latest sample-2G img0");
    }
    if (importMinutes < 1 || provisionMinutes < 1 || answerMinutes < 1) {
      throw ImgapiException.of(ExitCode.USAGE, "a time limit is at least a minute")
          .remedy("for example: --answer-timeout 10");
    }
    return new CreateRequest(
        owner.orElse(""),
        image.orElse(""),
        billing.orElse(""),
        alias.orElse(""),
        updates.channel(),
        Settings.parse("-m", metadata),
        Settings.parse("-t", tags),
        network,
        keyWait.keyWait(),
        datacenters.freshUuid(),
        Duration.ofMinutes(importMinutes),
        Duration.ofMinutes(provisionMinutes),
        Duration.ofMinutes(answerMinutes),
        next());
  }

  private TypeNext next() {
    TypedOptions typed = TypedOptions.of(spec);
    String reach = typed.declaredBy(DatacenterOptions.class, SshOptions.class);
    String wait = typed.declaredBy(KeyWaitOptions.class);
    String account = typed.declaredBy(RegistrationOptions.class);
    boolean byAccount = way.filter(RegistrationOptions.Way.CLOUDAPI::equals).isPresent();
    return new TypeNext(
        reach
            + typed.named("--register-key", "--provision-timeout", "--answer-timeout")
            + account
            + wait,
        reach + (byAccount ? " --via cloudapi" + account : "") + wait);
  }
}
