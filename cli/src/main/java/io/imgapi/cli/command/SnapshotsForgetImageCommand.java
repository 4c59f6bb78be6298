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
import io.imgapi.cli.output.ForgetText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.error.ImgapiException;
import io.imgapi.core.history.AreaRequest;
import io.imgapi.core.history.ForgetImage;
import io.imgapi.core.history.ForgetResult;
import io.imgapi.core.ownership.TakeOver;
import java.io.PrintWriter;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes an image out of all snapshots. */
@Command(
    name = "forget-image",
    header = "Take a deleted image out of every snapshot",
    description = {
      "Takes an image that was deleted for good out of every snapshot, and lets go of what only they"
          + " needed of it. It cannot be brought back afterwards.",
      "Refused (16) while the image is here or in the mirror. An image that a restore left out is no"
          + " longer waited for. Safe to run again after any end."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi snapshots forget-image --dry-run 5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10",
      "  imgapi snapshots forget-image -y 5f0d2ae4-7a1c-4b6e-9a53-0c8e1f7d2b10"
    })
public final class SnapshotsForgetImageCommand implements Callable<Integer>, Documented {
  private static final int PARALLEL = 80;
  private static final Pattern IMAGE =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private final UseCases useCases;
  private final Console console;
  private final PrintWriter out;

  @Mixin private InstanceOptions instance;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Show what would be forgotten and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but what is wrong.")
  private boolean quiet;

  @Option(names = "--json", description = "The result, or the failure, as one JSON document.")
  private boolean json;

  @Parameters(paramLabel = "UUID", description = "Which image.")
  private String image;

  public SnapshotsForgetImageCommand(UseCases useCases, Console console, PrintWriter out) {
    this.useCases = useCases;
    this.console = console;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .callsManta()
        .files(Place.BACKUP_AREA, Place.MANIFESTS, Place.RUN_LOCK, Place.OWNER_TOKEN)
        .files(Place.IDENTITY, Place.RESTORE_RECORD, Place.ROTATION_JOURNAL)
        .ends(ExitCode.FAILED, "no snapshot has that image, or it failed")
        .ends(ExitCode.NOT_SET_UP, "there are no snapshots, or this is no standalone instance")
        .ends(ExitCode.LOCKED)
        .ends(ExitCode.REFUSED, "the image is still here or in the mirror")
        .ends(ExitCode.NOT_OWNER)
        .related("restore", "verify");
  }

  @Override
  public Integer call() {
    if (!IMAGE.matcher(image).matches()) {
      throw ImgapiException.of(ExitCode.USAGE, "this is no image's uuid: " + image)
          .remedy("see what a snapshot has: imgapi restore --at ID --target DIR");
    }
    AreaRequest request = new AreaRequest(instance.configFile(), PARALLEL, TakeOver.none(), dryRun);
    try (ForgetImage.Prepared prepared =
        useCases
            .forgetImage(instance.layout())
            .prepare(request, UUID.fromString(image), console.events("imgapi snapshots", quiet))) {
      if (dryRun) {
        out.print(json ? ForgetText.json(prepared.plan()) : ForgetText.of(prepared.plan()));
        return 0;
      }
      console.say(quiet, ForgetText.of(prepared.plan()));
      if (!prepared.plan().isEmpty() && !yes && !console.confirm("Forget it for good?")) {
        return 0;
      }
      ForgetResult result = prepared.apply();
      out.print(json ? ForgetText.json(result) : ForgetText.of(result));
      return 0;
    }
  }
}
