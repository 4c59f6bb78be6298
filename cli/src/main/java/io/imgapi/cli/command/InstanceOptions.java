/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli.command;

import io.imgapi.core.instance.InstanceLayout;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which instance is meant; the same in every command. */
public final class InstanceOptions {
  @Option(
      names = "--root",
      paramLabel = "DIR",
      defaultValue = "/",
      description = "Take every path of the instance below DIR (IMGAPI_ROOT; default: /).")
  private Path root;

  @Option(
      names = {"-f", "--config"},
      paramLabel = "FILE",
      description =
          "The configuration file (IMGAPI_CONFIG; default: /data/imgapi/etc/imgapi.config.json).")
  private Path config;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused")
  private boolean help;

  /** Where everything of the instance lies. */
  public InstanceLayout layout() {
    return new InstanceLayout(root.toAbsolutePath().normalize());
  }

  /** Its configuration. */
  public Path configFile() {
    return config != null ? config : layout().configFile();
  }

  /** What to type after a command so that it means the same instance; begins with a space. */
  String asTyped() {
    String typed = layout().isSystemRoot() ? "" : " --root " + layout().root();
    return config == null ? typed : typed + " -f " + config;
  }

  /** Whether somebody named the configuration, so that no other will do. */
  public boolean configNamed() {
    return config != null;
  }
}
