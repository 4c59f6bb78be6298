/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.command.PlanOptions.Shown;
import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.cli.manual.Variable;
import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.MantaSetupText;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.event.Events;
import io.imgapi.core.mantasetup.MantaSetupResult;
import io.imgapi.core.mantasetup.PreparedSetup;
import io.imgapi.core.mantasetup.SetUpManta;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the two commands that configure a data centre's Manta have in common. */
public final class MantaSetupOptions implements Documented {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private DatacenterOptions datacenter;
  @Mixin private SshOptions ssh;
  @Mixin private KeyWaitOptions keyWait;
  @Mixin private PlanOptions options;

  @Option(
      names = {"-i", "--insecure"},
      description = "Manta's certificate is not checked, neither now nor by the service.")
  private boolean insecure;

  @Option(
      names = "--keep-in",
      paramLabel = "DIR",
      description =
          "Keep what was configured before in a new file in DIR, which its owner alone may read"
              + " (default: ~/.imgapi).")
  private Optional<Path> keepIn;

  @Option(
      names = "--follow-timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long the zones may take to restart with it (default: ${DEFAULT-VALUE}).")
  private int follow;

  @Override
  public void document(Manual manual) {
    manual.files(Place.KEPT_VALUES).variables(Variable.HOME);
  }

  boolean insecure() {
    return insecure;
  }

  /**
   * Shows what is prepared, asks, and carries it out.
   *
   * @param name the command's
   * @param words what was typed after it, to be typed again; options of this class apart
   */
  int run(
      String name,
      String words,
      MantaSetups setups,
      Console console,
      PrintWriter out,
      Function<SetUpManta, PreparedSetup> prepare)
      throws InterruptedException {
    Events events = console.events(name, false);
    TypedOptions typed = TypedOptions.of(command);
    String reach =
        typed.declaredBy(DatacenterOptions.class, SshOptions.class, KeyWaitOptions.class);
    try (TritonAccess triton = datacenter.open(setups.datacenters(), ssh)) {
      SetUpManta setUp =
          setups.of(
              triton,
              keepIn,
              keyWait.keyWait(),
              KeyWaitOptions.seconds("--follow-timeout", follow),
              name + " " + words + typed.declaredBy(MantaSetupOptions.class) + reach,
              reach,
              events);
      PreparedSetup prepared = prepare.apply(setUp);
      Shown plan =
          new Shown(MantaSetupText.of(prepared.plan()), MantaSetupText.json(prepared.plan()));
      if (!prepared.plan().needed()) {
        options.result(plan, out);
        return ExitCode.OK.status();
      }
      options.show(plan, console, out);
      if (options.confirmed("Configure it so?", console)) {
        MantaSetupResult result = prepared.apply();
        options.result(
            new Shown(MantaSetupText.of(result, reach), MantaSetupText.json(result)), out);
      }
      return ExitCode.OK.status();
    }
  }
}
