/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.core.config.MetadataFile;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.setup.Setup;
import io.imgapi.core.step.Steps;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a zone a standalone instance. */
@Command(
    name = "setup",
    header = "Make a zone a standalone instance",
    description = {
      "Makes a zone a standalone instance: data set, name, key, certificate, configuration, logs,"
          + " scheduled jobs, services.",
      "Each step is done where it is not done yet, and nothing that is there is replaced. After"
          + " a failure run it again: it goes on there."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi setup --dry-run   # which steps are left",
      "  imgapi setup             # at the first boot",
      "  imgapi setup --boot      # at every boot"
    })
public final class SetupCommand implements Callable<Integer>, Documented {
  private final UseCases useCases;
  private final PrintWriter out;

  @Mixin private ZoneOptions zone;

  @Option(
      names = "--boot",
      description = "Only what every boot sets anew: the TCP stack. What fails stops nothing.")
  private boolean boot;

  @Option(
      names = "--no-dataset",
      description = "Accept a zone without a delegated data set: its data die with its root disk.")
  private boolean noDataset;

  @Option(
      names = "--metadata",
      paramLabel = "FILE",
      description = "Take the zone's metadata from a JSON object of texts, not from mdata-get.")
  private Optional<Path> metadata;

  public SetupCommand(UseCases useCases, PrintWriter out) {
    this.useCases = useCases;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(
            Place.CONFIG, Place.INSTANCE_KEY, Place.CERTIFICATE, Place.LOCAL_KEYS, Place.NODENAME)
        .files(Place.PROFILE, Place.KEY_LINKS, Place.LOGADM, Place.CRONTAB, Place.MOTD)
        .files(Place.ROTATED_LOGS, Place.UPLOAD_QUEUE, Place.SETUP_MARK)
        .ends(
            ExitCode.NOT_SET_UP,
            "this is no zone whose metadata could be asked for; see --metadata")
        .ends(ExitCode.FAILED, "a step failed; run it again, and it goes on there")
        .ends(ExitCode.CONFIG_INVALID, "the metadata is wrong or cannot be read")
        .ends(
            ExitCode.REFUSED,
            "the zone has no delegated data set, or something is there that is not replaced")
        .related("attach", "gen-config", "status");
  }

  @Override
  public Integer call() {
    Setup setup = useCases.setup(zone.layout(), metadata.map(MetadataFile::read));
    return boot
        ? zone.carryOut("boot", setup.everyBoot(), Steps::runEach, out)
        : zone.carryOut("setup", setup.everything(noDataset), out);
  }
}
