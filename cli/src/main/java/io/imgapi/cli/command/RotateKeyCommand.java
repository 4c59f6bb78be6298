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
import io.imgapi.cli.output.RotationText;
import io.imgapi.core.datacenter.TritonAccess;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.event.Events;
import io.imgapi.core.keys.Dialogue;
import io.imgapi.core.keys.KeyOnAccount;
import io.imgapi.core.keys.RotateKey;
import io.imgapi.core.keys.RotationRequest;
import io.imgapi.core.keys.RotationResult;
import io.imgapi.core.registration.KeyRegistration;
import io.imgapi.core.run.RotationJournal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives the instance a new key to Manta. */
@Command(
    name = "rotate-key",
    aliases = "standalone-rotate-key",
    header = "Give the instance a new key to Manta",
    description = {
      "Gives the instance a new key to Manta, step by step. The service runs on the old key until"
          + " Manta accepts the new one, and goes back to it where it does not come up.",
      "Ended anywhere, it is taken up with --resume or given up with --abort."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi rotate-key                       # shows the new key and waits for you",
      "  imgapi rotate-key --dry-run             # what would be done, or is under way",
      "  imgapi rotate-key --register-key ufds   # puts it on the account itself",
      "  imgapi rotate-key -y --timeout 3600",
      "  imgapi rotate-key --resume              # goes on where it was ended",
      "  imgapi rotate-key --abort               # back to the old key"
    })
public final class RotateKeyCommand implements Callable<Integer>, Documented {
  private static final String NAME = "imgapi rotate-key";
  private static final int MOST_SECONDS = 7 * 24 * 3600;
  private final UseCases useCases;
  private final Hosts hosts;
  private final Datacenters datacenters;
  private final Console console;
  private final PrintWriter out;

  @Spec private CommandSpec spec;
  @Mixin private InstanceOptions instance;
  @Mixin private HostOptions host;
  @Mixin private SshOptions ssh;
  @Mixin private DatacenterOptions datacenter;
  @Mixin private RegistrationOptions registration;

  @Option(names = "--resume", description = "Go on with the rotation that is under way.")
  private boolean resume;

  @Option(
      names = "--abort",
      description = "Give the rotation up that is under way: back to the old key.")
  private boolean abort;

  @Option(names = "--keep-key", description = "With --abort: leave the new pair where it lies.")
  private boolean keepKey;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show what would be done and what is under way; change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask: show the new key, then wait until Manta accepts it.")
  private boolean yes;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but what is wrong, and how the new key is put on the account.")
  private boolean quiet;

  @Option(names = "--json", description = "The result, or the failure, as one JSON document.")
  private boolean json;

  @Option(
      names = "--wait",
      description =
          "Let a running backup end by itself; else it is asked to stop, and goes on later.")
  private boolean waitForBackup;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "900",
      description = "How long Manta may take to accept the key (default: ${DEFAULT-VALUE}).")
  private int timeout;

  @Option(
      names = "--settle",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long Manta must have accepted it without a refusal (default: ${DEFAULT-VALUE}).")
  private int settle;

  @Option(
      names = "--register-key",
      paramLabel = "ufds|cloudapi",
      description =
          "Put the new key on the account, and do not ask: as the operator, at the master UFDS, or as"
              + " the account itself, through CloudAPI.")
  private Optional<RegistrationOptions.Way> way;

  public RotateKeyCommand(
      UseCases useCases, Hosts hosts, Datacenters datacenters, Console console, PrintWriter out) {
    this.useCases = useCases;
    this.hosts = hosts;
    this.datacenters = datacenters;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .callsManta()
        .files(Place.NEW_KEY, Place.OLD_KEYS, Place.KEY_LINKS, Place.ROTATION_JOURNAL)
        .files(Place.ROTATION_LOCK, Place.RUN_LOCK, Place.CONFIG_LOCK, Place.BACKUP_RECORD)
        .files(Place.RESTORE_JOURNAL, Place.IDENTITY)
        .ends(
            ExitCode.FAILED,
            "it failed; where the new key did not prove itself, the service runs on the old one again")
        .ends(
            ExitCode.NOT_SET_UP,
            "no rotation is under way, a restore is not finished, or this is no standalone instance")
        .ends(ExitCode.LOCKED, "a backup or another rotation is at work")
        .ends(
            ExitCode.REFUSED,
            "a rotation was begun and is not finished; Manta no longer accepts the old key; or the host key is not the one known")
        .ends(ExitCode.TIMED_OUT, "Manta did not accept the new key in time; go on with --resume")
        .related("register-key", "backup");
  }

  @Override
  public Integer call() {
    RotationRequest request = request();
    RotateKey.Prepared rotation =
        useCases
            .rotateKey(instance.layout(), hosts.on(host.login(ssh)), host.login(ssh).isEmpty())
            .prepare(request, console.events(NAME, quiet));
    Optional<RotationJournal> underWay = rotation.plan().underWay();
    if (dryRun) {
      out.print(json ? RotationText.json(rotation.plan()) : RotationText.of(rotation.plan()));
      return 0;
    }
    if ((resume || abort) && underWay.isEmpty()) {
      throw ImgapiException.of(ExitCode.NOT_SET_UP, "no key rotation is under way here")
          .remedy("begin one: " + request.command());
    }
    if (abort) {
      return abort(rotation, underWay.orElseThrow(), request);
    }
    if (resume) {
      return show(rotation.resume(dialogue()), request);
    }
    if (underWay.isPresent()) {
      return offer(rotation, underWay.get(), request);
    }
    console.say(quiet, RotationText.of(rotation.plan()));
    if (!yes && !console.confirm("Rotate the key?")) {
      return 0;
    }
    return show(rotation.begin(dialogue()), request);
  }

  private int abort(
      RotateKey.Prepared rotation, RotationJournal underWay, RotationRequest request) {
    console.say(quiet, RotationText.of(underWay));
    if (!yes && !console.confirm("Give it up, and go back to the old key?")) {
      return 0;
    }
    return show(rotation.abort(keepKey), request);
  }

  private int offer(
      RotateKey.Prepared rotation, RotationJournal underWay, RotationRequest request) {
    if (yes || !console.canAsk()) {
      throw ImgapiException.of(
              ExitCode.REFUSED, "a rotation was begun here and has not been finished")
          .with("state", underWay.state().word() + " since " + underWay.since())
          .with("new key id", underWay.newKeyId())
          .remedy(
              "go on with it: "
                  + request.command()
                  + " --resume, or give it up: "
                  + request.command()
                  + " --abort");
    }
    console.say(false, RotationText.of(underWay));
    if (!console.confirm("Go on with it?")) {
      return 0;
    }
    return show(rotation.resume(dialogue()), request);
  }

  private int show(RotationResult result, RotationRequest request) {
    if (json || !quiet) {
      out.print(json ? RotationText.json(result) : RotationText.of(result, request.command()));
    }
    return 0;
  }

  private Dialogue dialogue() {
    return new Dialogue() {
      @Override
      public void show(KeyOnAccount key) {
        if (way.isPresent()) {
          register(key);
        } else {
          console.say(false, RotationText.toAdd(key));
        }
      }

      @Override
      public boolean goOn() {
        return yes || way.isPresent() || console.confirm("Is it there? Go on?");
      }
    };
  }

  private void register(KeyOnAccount key) {
    Events events = console.events(NAME, quiet);
    try {
      if (way.orElseThrow() == RegistrationOptions.Way.CLOUDAPI) {
        try (KeyRegistration registering =
            datacenters.registration(registration.login(), datacenter.headnode(ssh), events)) {
          registering.put(key.mantaUser(), key.publicLine());
        }
        return;
      }
      try (TritonAccess triton = datacenter.open(datacenters, ssh);
          KeyRegistration registering = datacenters.registration(triton, events)) {
        registering.put(key.mantaUser(), key.publicLine());
      }
    } catch (ImgapiException e) {
      throw e.remedy(
          (e.remedy().isEmpty() ? "" : e.remedy() + "; ")
              + "then go on: "
              + request().command()
              + " --resume");
    }
  }

  private RotationRequest request() {
    if (resume && abort) {
      throw usage("--resume and --abort are two different ways", "leave one of them out");
    }
    if (keepKey && !abort) {
      throw usage("--keep-key goes with --abort", "run '" + NAME + " --help'");
    }
    if (way.filter(RegistrationOptions.Way.CLOUDAPI::equals).isPresent()) {
      // What it lacks is told before a rotation is begun that would rest for it.
      registration.login();
    }
    return new RotationRequest(
        instance.configFile(),
        NAME + instance.asTyped() + host.asTyped() + typed(),
        seconds("--timeout", timeout),
        seconds("--settle", settle),
        waitForBackup);
  }

  private String typed() {
    TypedOptions typed = TypedOptions.of(spec);
    return typed.named("--register-key", "--timeout", "--settle", "--wait")
        + typed.declaredBy(SshOptions.class, DatacenterOptions.class, RegistrationOptions.class);
  }

  private static Duration seconds(String option, int value) {
    if (value < 0 || value > MOST_SECONDS) {
      throw usage(option + " must be from 0 to " + MOST_SECONDS + " seconds", "for example: 900");
    }
    return Duration.ofSeconds(value);
  }

  private static ImgapiException usage(String message, String remedy) {
    return ImgapiException.of(ExitCode.USAGE, message).remedy(remedy);
  }
}
