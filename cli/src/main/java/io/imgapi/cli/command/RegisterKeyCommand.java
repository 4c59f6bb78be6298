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
import io.imgapi.cli.output.RegistrationText;
import io.imgapi.cli.output.ShellText;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.event.Events;
import io.imgapi.core.registration.KeyRegistration;
import io.imgapi.core.registration.RegisterKey;
import io.imgapi.core.registration.RegisterPlan;
import io.imgapi.core.registration.RegisterRequest;
import io.imgapi.core.registration.RegisterResult;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts an instance's key on its Manta account. */
@Command(
    name = "register-key",
    header = "Put an instance's key on its Manta account",
    description = {
      "Puts the key that an instance shows in its metadata on its Manta account, and waits until Manta"
          + " accepts it. Safe to repeat."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi register-key img0 -n",
      "  imgapi register-key img0 --headnode root@10.0.0.2",
      "  imgapi register-key img0 --via cloudapi --cloudapi https://cloudapi.example.com \\",
      "      --account joyops --account-key ~/.ssh/id_rsa"
    })
public final class RegisterKeyCommand implements Callable<Integer>, Documented {
  private static final String NAME = "imgapi register-key";
  private final Datacenters datacenters;
  private final Console console;
  private final PrintWriter out;

  @Spec private CommandSpec spec;
  @Mixin private DatacenterOptions datacenter;
  @Mixin private SshOptions ssh;
  @Mixin private RegistrationOptions registration;
  @Mixin private KeyWaitOptions keyWait;
  @Mixin private PlanOptions options;

  @Parameters(index = "0", paramLabel = "INSTANCE", description = "Uuid or alias of its VM.")
  private String instance;

  @Option(
      names = "--via",
      paramLabel = "ufds|cloudapi",
      defaultValue = "ufds",
      description =
          "As the operator, at the master UFDS, or as the account itself, through CloudAPI (default:"
              + " ${DEFAULT-VALUE}).")
  private RegistrationOptions.Way way;

  @Option(
      names = "--user",
      paramLabel = "LOGIN",
      description = "The account (default: the Manta user that the instance was made for).")
  private Optional<String> user;

  public RegisterKeyCommand(Datacenters datacenters, Console console, PrintWriter out) {
    this.datacenters = datacenters;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .ends(ExitCode.NOT_SET_UP, "the instance shows no key, or nothing says where SAPI is")
        .ends(
            ExitCode.REFUSED,
            "the instance has no Manta, uses it as a sub-user, or belongs to another account")
        .ends(
            ExitCode.TIMED_OUT,
            "the key is on the account, and Manta did not accept it in time; run it again")
        .related("create", "rotate-key");
  }

  @Override
  public Integer call() {
    Events events = console.events(NAME, false);
    if (way == RegistrationOptions.Way.CLOUDAPI) {
      try (KeyRegistration registering =
          datacenters.registration(registration.login(), datacenter.headnode(ssh), events)) {
        return register(new RegisterKey(registering));
      }
    }
    try (TritonAccess triton = datacenter.open(datacenters, ssh);
        KeyRegistration registering = datacenters.registration(triton, events)) {
      return register(new RegisterKey(registering));
    }
  }

  private int register(RegisterKey register) {
    RegisterRequest request =
        new RegisterRequest(
            instance, user, keyWait.keyWait(), NAME + " " + ShellText.word(instance) + typed());
    RegisterPlan plan = register.prepare(request);
    options.show(new Shown(RegistrationText.of(plan), RegistrationText.json(plan)), console, out);
    if (options.confirmed("Put the key there?", console)) {
      RegisterResult result = register.apply(plan, request);
      options.result(new Shown(RegistrationText.of(result), RegistrationText.json(result)), out);
    }
    return ExitCode.OK.status();
  }

  private String typed() {
    TypedOptions typed = TypedOptions.of(spec);
    return typed.named("--via", "--user")
        + typed.declaredBy(
            DatacenterOptions.class,
            SshOptions.class,
            RegistrationOptions.class,
            KeyWaitOptions.class);
  }
}
