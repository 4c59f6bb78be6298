/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command.manta;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.output.MantaText;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.objects.ItemDetails;
import io.imgapi.core.objects.MantaSession;
import io.imgapi.core.objects.MantaSessions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes one path in Manta. */
@Command(
    name = "info",
    header = "Describe an object or a directory in Manta",
    description =
        "Shows what Manta knows of an object or directory without sending its content: type, size,"
            + " MD5, etag, time, content type, copies, user metadata.",
    footer = {
      "",
      "Examples:",
      "  imgapi manta info ~~/stor/images0/backup",
      "  imgapi manta info --json /operator/stor/images0/backup/owner.json"
    })
public final class MantaInfoCommand implements Callable<Integer>, Documented {
  private final MantaSessions manta;
  private final PrintWriter out;

  @Mixin private MantaOptions options;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  @Parameters(paramLabel = "PATH", description = "The object or directory.")
  private String path;

  public MantaInfoCommand(MantaSessions manta, PrintWriter out) {
    this.manta = manta;
    this.out = out;
  }

  @Override
  public void document(Manual manual) {
    manual.ends(ExitCode.FAILED, "Manta has nothing of that name, or it failed");
  }

  @Override
  public Integer call() {
    try (MantaSession session = manta.open(options.request())) {
      ItemDetails details = session.describe(path);
      out.print(json ? MantaText.json(details) : MantaText.of(details));
    }
    return 0;
  }
}
