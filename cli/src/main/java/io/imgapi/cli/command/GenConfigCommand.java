/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.cli.manual.Documented;
import io.imgapi.cli.manual.Manual;
import io.imgapi.cli.manual.Place;
import io.imgapi.core.config.GenerateConfig;
import io.imgapi.core.config.MetadataFile;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.MdataGet;
import io.imgapi.core.host.ZoneMetadata;
import io.imgapi.core.host.ZonePrograms;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the first configuration from the zone's metadata. */
@Command(
    name = "gen-config",
    aliases = "standalone-gen-setup-config",
    header = "Make the configuration from the zone's metadata",
    description = "Makes the configuration of a standalone instance from its zone's metadata.",
    footer = {
      "",
      "Examples:",
      "  imgapi gen-config",
      "  imgapi gen-config --metadata metadata.json -o imgapi.config.json"
    })
public final class GenConfigCommand implements Callable<Integer>, Documented {
  private final GenerateConfig generate;
  private final Host host;
  private final PrintWriter out;
  private final PrintWriter err;

  @Mixin private InstanceOptions instance;

  @Option(
      names = "--metadata",
      paramLabel = "FILE",
      description =
          "Read the metadata from a JSON object, key to text, instead of asking the zone.")
  private Optional<Path> metadata;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to FILE, whole or not at all, instead of standard output.")
  private Optional<Path> output;

  public GenConfigCommand(GenerateConfig generate, Host host, PrintWriter out, PrintWriter err) {
    this.generate = generate;
    this.host = host;
    this.out = out;
    this.err = err;
  }

  @Override
  public void document(Manual manual) {
    manual
        .files(Place.INSTANCE_KEY)
        .ends(
            ExitCode.NOT_SET_UP,
            "this is no zone whose metadata could be asked for; see --metadata")
        .ends(ExitCode.FAILED, "the zone cannot be asked, or the file cannot be written")
        .ends(ExitCode.CONFIG_INVALID, "the metadata is wrong or cannot be read")
        .related("setup", "config");
  }

  @Override
  public Integer call() {
    ZoneMetadata source =
        metadata.isPresent()
            ? MetadataFile.read(metadata.get())
            : new MdataGet(host, new ZonePrograms(instance.layout().root()));
    GenerateConfig.Plan plan =
        generate.prepare(new GenerateConfig.Request(source, instance.layout(), output));
    plan.warnings().forEach(warning -> err.println("imgapi gen-config: warning: " + warning));
    generate.apply(plan);
    if (plan.output().isEmpty()) {
      out.print(plan.text());
    }
    return 0;
  }
}
