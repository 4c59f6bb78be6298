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
import io.imgapi.cli.output.ReprovisionText;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.provision.ReprovisionInstance;
import io.imgapi.core.provision.ReprovisionPlan;
import io.imgapi.core.provision.ReprovisionRequest;
import io.imgapi.core.provision.ReprovisionResult;
import io.imgapi.core.provision.ZoneWork;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a standalone instance another image. */
@Command(
    name = "reprovision",
    aliases = "standalone-reprovision",
    header = "Give a standalone instance another image",
    description = {
      "Replaces the root of a standalone IMGAPI instance by another image; what lies under /data stays.",
      "What is not on the delegated dataset is lost. With --host the instance is backed up and its logs"
          + " are uploaded before, and imgapi is hooked into the new root after; without, its newest"
          + " snapshot in Manta must be fresh."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi reprovision img0 latest -n   # what would be done",
      "  imgapi reprovision img0 latest --host root@10.0.0.7   # backs it up before",
      "  imgapi reprovision img0 abe96a38-d9a9-4b4e-8f5e-0f5f2f5b0002 -y --no-backup-check"
    })
public final class ReprovisionCommand implements Callable<Integer>, Documented {
  private static final String NAME = "imgapi reprovision";
  private final Datacenters datacenters;
  private final BackupProofs proofs;
  private final Console console;
  private final PrintWriter out;

  @Spec private CommandSpec spec;
  @Mixin private DatacenterOptions datacenter;
  @Mixin private SshOptions ssh;
  @Mixin private UpdatesOptions updates;
  @Mixin private HostOptions host;
  @Mixin private PlanOptions options;

  @Parameters(index = "0", paramLabel = "INSTANCE", description = "Uuid or alias of its VM.")
  private String instance;

  @Parameters(
      index = "1",
      paramLabel = "IMAGE",
      description = "Uuid of an imgapi image, or latest: the newest of the channel.")
  private String image;

  @Option(
      names = {"-I", "--same-image"},
      description = "Do it although the instance runs that very image.")
  private boolean evenSame;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "/",
      description = "With --host: take every path of the instance there below DIR (default: /).")
  private Path root;

  @Option(
      names = "--no-backup-check",
      description = "Do not look whether the instance was backed up.")
  private boolean unchecked;

  @Option(
      names = "--backup-age",
      paramLabel = "MINUTES",
      defaultValue = "120",
      description =
          "Without --host: how old its newest snapshot in Manta may be, which is looked for with the"
              + " credentials of MANTA_URL, MANTA_USER and MANTA_KEY_ID (default: ${DEFAULT-VALUE}).")
  private int backupAge;

  @Option(
      names = "--backup-timeout",
      paramLabel = "MINUTES",
      defaultValue = "240",
      description = "With --host: wait so long for its backup (default: ${DEFAULT-VALUE}).")
  private int backupMinutes;

  @Option(
      names = "--job-timeout",
      paramLabel = "MINUTES",
      defaultValue = "10",
      description = "Wait so long for the job (default: ${DEFAULT-VALUE}).")
  private int jobMinutes;

  @Option(
      names = "--answer-timeout",
      paramLabel = "MINUTES",
      defaultValue = "10",
      description = "Wait so long for the first answer (default: ${DEFAULT-VALUE}).")
  private int answerMinutes;

  public ReprovisionCommand(
      Datacenters datacenters, BackupProofs proofs, Console console, PrintWriter out) {
    this.datacenters = datacenters;
    this.proofs = proofs;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.PROGRAM)
        .variables(
            Variable.MANTA_URL, Variable.MANTA_USER, Variable.MANTA_SUBUSER, Variable.MANTA_KEY_ID)
        .variables(Variable.MANTA_TLS_INSECURE)
        .ends(
            ExitCode.PARTIAL, "the instance runs its new image, but imgapi could not be hooked in")
        .ends(
            ExitCode.NOT_SET_UP,
            "nothing says where SAPI is, or imgapi is not installed in the instance")
        .ends(ExitCode.LOCKED, "a job is at work on the VM")
        .ends(ExitCode.INTEGRITY, "what came from Manta is damaged")
        .ends(
            ExitCode.REFUSED,
            "it is no standalone instance with its data on a delegated dataset, or is not backed up")
        .ends(
            ExitCode.TIMED_OUT,
            "an import, the job or the first answer takes longer; the message says how to go on")
        .ends(ExitCode.CLOCK)
        .related("attach", "backup", "log-upload");
  }

  @Override
  public Integer call() throws InterruptedException {
    if (jobMinutes < 1 || answerMinutes < 1 || backupAge < 1 || backupMinutes < 1) {
      throw ImgapiException.of(ExitCode.USAGE, "a time is at least a minute")
          .remedy("for example: --answer-timeout 10");
    }
    ReprovisionRequest request =
        new ReprovisionRequest(
            instance,
            image,
            updates.channel(),
            evenSame,
            Duration.ofMinutes(125),
            Duration.ofMinutes(jobMinutes),
            Duration.ofMinutes(answerMinutes),
            typed());
    Events events = console.events(NAME, false);
    Optional<ZoneWork> inZone =
        host.login(ssh)
            .map(login -> proofs.inZone(login, root, Duration.ofMinutes(backupMinutes), events));
    try (TritonAccess triton = datacenter.open(datacenters, ssh, updates)) {
      ReprovisionInstance reprovision = new ReprovisionInstance(triton, inZone, events);
      ReprovisionPlan plan = reprovision.prepare(request);
      options.show(new Shown(ReprovisionText.of(plan), ReprovisionText.json(plan)), console, out);
      if (options.dryRun()) {
        return ExitCode.OK.status();
      }
      if (!plan.needed()) {
        return show(reprovision.awaitAnswer(plan, request), request);
      }
      if (inZone.isEmpty() && !unchecked) {
        proofs.requireSnapshot(plan, Duration.ofMinutes(backupAge));
      }
      if (!options.confirmed("Replace its root?", console)) {
        return ExitCode.OK.status();
      }
      return show(reprovision.apply(plan, request), request);
    }
  }

  private int show(ReprovisionResult result, ReprovisionRequest request) {
    options.result(
        new Shown(ReprovisionText.of(result, request::back), ReprovisionText.json(result)), out);
    return ExitCode.OK.status();
  }

  private String typed() {
    TypedOptions typed = TypedOptions.of(spec);
    // Not the channel: the image to go back to may be of another one.
    return typed.declaredBy(DatacenterOptions.class, SshOptions.class, HostOptions.class)
        + typed.named(
            "--updates", "--updates-insecure", "--root", "--job-timeout", "--answer-timeout");
  }
}
