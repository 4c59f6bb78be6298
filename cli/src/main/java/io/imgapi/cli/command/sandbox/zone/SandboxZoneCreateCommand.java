/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.sandbox.zone;

import io.imgapi.cli.command.sandbox.SandboxOptionsMixin;
import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.output.ZoneText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.sandbox.process.ZoneControl;
import io.imgapi.sandbox.zone.ZoneReport;
import io.imgapi.sandbox.zone.ZoneRequest;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a zone. */
@Command(
    name = "create",
    header = "Make a zone in a sandbox",
    description = {
      "Makes a zone, sets it up as at a first boot, and starts its IMGAPI on HTTP and HTTPS.",
      "Where the set-up fails the zone stays: correct what is wrong, then run imgapi sandbox zone"
          + " reboot."
    },
    footer = {
      "",
      "Examples:",
      "  imgapi sandbox zone create images0",
      "  imgapi sandbox zone create images1 -m mode=private -m channels=standard",
      "  imgapi sandbox zone create local0 --no-manta"
    })
public final class SandboxZoneCreateCommand implements Callable<Integer>, Documented {
  private final PrintWriter out;

  @Mixin private SandboxOptionsMixin sandbox;

  @Parameters(index = "0", paramLabel = "ALIAS", description = "The zone's name.")
  private String alias;

  @Option(
      names = {"-m", "--metadata"},
      paramLabel = "KEY=VALUE",
      description = "Metadata for the set-up, again for each key; @FILE: the content of a file.")
  private Map<String, String> metadata = Map.of();

  @Option(names = "--no-manta", description = "Do not set the sandbox's Manta in the metadata.")
  private boolean withoutManta;

  @Option(
      names = "--no-key",
      description = "Do not put the instance's key on the Manta account: storage is refused.")
  private boolean withoutKey;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  public SandboxZoneCreateCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual
        .ends(ExitCode.FAILED, "the set-up failed; the zone stays")
        .ends(ExitCode.REFUSED, "there is a zone of that name already");
  }

  @Override
  public Integer call() {
    ZoneReport zone =
        new ZoneControl(sandbox.directory())
            .create(
                new ZoneRequest(alias, MetadataWords.values(metadata), !withoutManta, !withoutKey));
    out.print(json ? ZoneText.json(zone) : ZoneText.of(zone));
    return 0;
  }
}
