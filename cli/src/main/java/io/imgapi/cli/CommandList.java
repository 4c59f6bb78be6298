/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.command.AllowLocalImagesCommand;
import io.imgapi.cli.command.AttachCommand;
import io.imgapi.cli.command.AuthKeysCommand;
import io.imgapi.cli.command.BackupCommand;
import io.imgapi.cli.command.CertCommand;
import io.imgapi.cli.command.CompletionCommand;
import io.imgapi.cli.command.ConfigCommand;
import io.imgapi.cli.command.ConfigEditCommand;
import io.imgapi.cli.command.ConfigSetCommand;
import io.imgapi.cli.command.CreateCommand;
import io.imgapi.cli.command.DetachCommand;
import io.imgapi.cli.command.ExternalMantaSetupCommand;
import io.imgapi.cli.command.GenConfigCommand;
import io.imgapi.cli.command.HelpCommand;
import io.imgapi.cli.command.LogCommand;
import io.imgapi.cli.command.LogRotatedCommand;
import io.imgapi.cli.command.LogUploadCommand;
import io.imgapi.cli.command.MantaEnvCommand;
import io.imgapi.cli.command.MantaSetupCommand;
import io.imgapi.cli.command.PruneCommand;
import io.imgapi.cli.command.RegisterKeyCommand;
import io.imgapi.cli.command.ReprovisionCommand;
import io.imgapi.cli.command.RestoreCommand;
import io.imgapi.cli.command.RotateKeyCommand;
import io.imgapi.cli.command.SetupCommand;
import io.imgapi.cli.command.SnapshotsCommand;
import io.imgapi.cli.command.StatusCommand;
import io.imgapi.cli.command.VerifyCommand;
import io.imgapi.cli.command.manta.MantaCommand;
import io.imgapi.cli.command.sandbox.SandboxCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The commands of the program as they are typed, in the order of the help. */
final class CommandList {
  private static final Map<Class<?>, List<Map.Entry<String, Class<?>>>> UNDER =
      Map.of(
          ConfigCommand.class,
          List.of(
              Map.entry("set", ConfigSetCommand.class),
              Map.entry("edit", ConfigEditCommand.class)));

  private static final List<Map.Entry<String, Class<?>>> COMMANDS =
      List.of(
          Map.entry("create", CreateCommand.class),
          Map.entry("reprovision", ReprovisionCommand.class),
          Map.entry("register-key", RegisterKeyCommand.class),
          Map.entry("manta-setup", MantaSetupCommand.class),
          Map.entry("external-manta-setup", ExternalMantaSetupCommand.class),
          Map.entry("allow-local-images", AllowLocalImagesCommand.class),
          Map.entry("status", StatusCommand.class),
          Map.entry("backup", BackupCommand.class),
          Map.entry("restore", RestoreCommand.class),
          Map.entry("snapshots", SnapshotsCommand.class),
          Map.entry("verify", VerifyCommand.class),
          Map.entry("prune", PruneCommand.class),
          Map.entry("rotate-key", RotateKeyCommand.class),
          Map.entry("config", ConfigCommand.class),
          Map.entry("authkeys", AuthKeysCommand.class),
          Map.entry("cert", CertCommand.class),
          Map.entry("log", LogCommand.class),
          Map.entry("log-upload", LogUploadCommand.class),
          Map.entry("log-rotated", LogRotatedCommand.class),
          Map.entry("setup", SetupCommand.class),
          Map.entry("attach", AttachCommand.class),
          Map.entry("detach", DetachCommand.class),
          Map.entry("gen-config", GenConfigCommand.class),
          Map.entry("manta-env", MantaEnvCommand.class),
          Map.entry("manta", MantaCommand.class),
          Map.entry("sandbox", SandboxCommand.class),
          Map.entry("completion", CompletionCommand.class),
          Map.entry("help", HelpCommand.class));

  /** They tell of all commands. */
  private static final Set<Class<?>> TELLING = Set.of(CompletionCommand.class, HelpCommand.class);

  /** What stands in the help before each first command of a kind. */
  private static final Map<String, String> HEADINGS =
      Map.of(
          "imgapi create", "For a data centre",
          "imgapi status", "For an instance",
          "imgapi log-upload", "For an instance, by cron, log rotation, first boot and login",
          "imgapi manta", "Everywhere");

  private CommandList() {}

  /** What stands in the help before a command, if anything does. */
  static Optional<String> heading(String qualifiedName) {
    return Optional.ofNullable(HEADINGS.get(qualifiedName));
  }

  /** All of them, each with its name. */
  static List<Map.Entry<String, Class<?>>> all() {
    return COMMANDS;
  }

  /**
   * The commands under one that is also used without them, such as {@code config KEY}; of others
   * the class itself says what is under it. None where the second word is plainly no name of one.
   */
  static List<Map.Entry<String, Class<?>>> under(Class<?> command, String... words) {
    List<Map.Entry<String, Class<?>>> under = UNDER.getOrDefault(command, List.of());
    boolean isOther = words.length == 2 && words[1].indexOf('.') > 0;
    return isOther ? List.of() : under;
  }

  /**
   * Those that a line needs: building all commands takes longer than most of them run. A line that
   * begins with anything but a command's name needs all.
   */
  static List<Map.Entry<String, Class<?>>> neededBy(String... words) {
    if (List.of(words).equals(List.of("--version"))) {
      return List.of();
    }
    for (Map.Entry<String, Class<?>> command : COMMANDS) {
      if (words.length > 0
          && (command.getKey().equals(words[0])
              || words[0].equals("standalone-" + command.getKey()))
          && !TELLING.contains(command.getValue())) {
        return List.of(command);
      }
    }
    return COMMANDS;
  }
}
