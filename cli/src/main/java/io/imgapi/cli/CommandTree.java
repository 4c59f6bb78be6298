/*
 * This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.
 * If a copy of the MPL was not distributed with this file, You can obtain one at
 * https://mozilla.org/MPL/2.0/.
 */

package io.imgapi.cli;

import io.imgapi.cli.command.AttachCommand;
import io.imgapi.cli.command.AuthKeysAddCommand;
import io.imgapi.cli.command.AuthKeysCommand;
import io.imgapi.cli.command.AuthKeysListCommand;
import io.imgapi.cli.command.AuthKeysReloadCommand;
import io.imgapi.cli.command.AuthKeysRemoveCommand;
import io.imgapi.cli.command.BackupCommand;
import io.imgapi.cli.command.CertCommand;
import io.imgapi.cli.command.CertInstallCommand;
import io.imgapi.cli.command.CertShowCommand;
import io.imgapi.cli.command.ConfigCommand;
import io.imgapi.cli.command.ConfigEditCommand;
import io.imgapi.cli.command.ConfigSetCommand;
import io.imgapi.cli.command.DetachCommand;
import io.imgapi.cli.command.GenConfigCommand;
import io.imgapi.cli.command.ImgapiCommand;
import io.imgapi.cli.command.InstanceUseCases;
import io.imgapi.cli.command.LogCommand;
import io.imgapi.cli.command.LogRotatedCommand;
import io.imgapi.cli.command.LogUploadCommand;
import io.imgapi.cli.command.MantaEnvCommand;
import io.imgapi.cli.command.PruneCommand;
import io.imgapi.cli.command.RestoreCommand;
import io.imgapi.cli.command.RotateKeyCommand;
import io.imgapi.cli.command.SetupCommand;
import io.imgapi.cli.command.SnapshotsCommand;
import io.imgapi.cli.command.SnapshotsForgetImageCommand;
import io.imgapi.cli.command.SnapshotsRemoveCommand;
import io.imgapi.cli.command.StatusCommand;
import io.imgapi.cli.command.UseCases;
import io.imgapi.cli.command.VerifyCommand;
import io.imgapi.cli.command.Version;
import io.imgapi.cli.command.manta.MantaCommand;
import io.imgapi.cli.command.manta.MantaFindCommand;
import io.imgapi.cli.command.manta.MantaGetCommand;
import io.imgapi.cli.command.manta.MantaInfoCommand;
import io.imgapi.cli.command.manta.MantaLsCommand;
import io.imgapi.cli.command.manta.MantaPutCommand;
import io.imgapi.cli.command.manta.MantaRmCommand;
import io.imgapi.cli.command.sandbox.SandboxCommand;
import io.imgapi.cli.command.sandbox.SandboxDemoCommand;
import io.imgapi.cli.command.sandbox.SandboxEnvCommand;
import io.imgapi.cli.command.sandbox.SandboxFaultCommand;
import io.imgapi.cli.command.sandbox.SandboxStartCommand;
import io.imgapi.cli.command.sandbox.SandboxStatusCommand;
import io.imgapi.cli.command.sandbox.zone.SandboxZoneCommand;
import io.imgapi.cli.command.sandbox.zone.SandboxZoneCreateCommand;
import io.imgapi.cli.command.sandbox.zone.SandboxZoneListCommand;
import io.imgapi.cli.command.sandbox.zone.SandboxZoneRebootCommand;
import io.imgapi.cli.command.sandbox.zone.SandboxZoneReprovisionCommand;
import io.imgapi.cli.demo.Demo;
import io.imgapi.cli.output.Console;
import io.imgapi.cli.output.Failures;
import io.imgapi.cli.output.LogRecords;
import io.imgapi.core.config.ConfigReader;
import io.imgapi.core.config.GenerateConfig;
import io.imgapi.core.config.InspectConfig;
import io.imgapi.core.config.MantaEnvironment;
import io.imgapi.core.error.ExitCode;
import io.imgapi.core.host.Host;
import io.imgapi.core.host.HostName;
import io.imgapi.core.host.LocalHost;
import io.imgapi.core.host.TerminalEditor;
import io.imgapi.core.objects.MantaSessions;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The composition root: builds the commands and gives each what it works with. */
public final class CommandTree {
  /** Every command as it is typed, in the order of the help. */
  private static final List<Map.Entry<String, Class<?>>> COMMANDS =
      List.of(
          Map.entry("backup", BackupCommand.class),
          Map.entry("restore", RestoreCommand.class),
          Map.entry("snapshots", SnapshotsCommand.class),
          Map.entry("prune", PruneCommand.class),
          Map.entry("verify", VerifyCommand.class),
          Map.entry("status", StatusCommand.class),
          Map.entry("config", ConfigCommand.class),
          Map.entry("gen-config", GenConfigCommand.class),
          Map.entry("setup", SetupCommand.class),
          Map.entry("attach", AttachCommand.class),
          Map.entry("detach", DetachCommand.class),
          Map.entry("authkeys", AuthKeysCommand.class),
          Map.entry("cert", CertCommand.class),
          Map.entry("manta-env", MantaEnvCommand.class),
          Map.entry("log", LogCommand.class),
          Map.entry("log-rotated", LogRotatedCommand.class),
          Map.entry("log-upload", LogUploadCommand.class),
          Map.entry("rotate-key", RotateKeyCommand.class),
          Map.entry("manta", MantaCommand.class),
          Map.entry("sandbox", SandboxCommand.class),
          Map.entry("help", CommandLine.HelpCommand.class));

  private CommandTree() {}

  /** The whole command line. */
  public static CommandLine build(Surroundings surroundings) {
    return build(surroundings, COMMANDS);
  }

  /**
   * As much of the command line as these words need: building all commands takes longer than most
   * of them run.
   */
  public static CommandLine buildFor(Surroundings surroundings, String... words) {
    List<Map.Entry<String, Class<?>>> chosen =
        COMMANDS.stream()
            .filter(command -> words.length > 0 && command.getKey().equals(words[0]))
            .filter(command -> command.getValue() != CommandLine.HelpCommand.class)
            .toList();
    boolean enough = !chosen.isEmpty() || List.of(words).equals(List.of("--version"));
    return build(surroundings, enough ? chosen : COMMANDS);
  }

  private static CommandLine build(
      Surroundings surroundings, List<Map.Entry<String, Class<?>>> chosen) {
    ConfigReader reader = new ConfigReader();
    PrintWriter out = surroundings.out();
    PrintWriter err = surroundings.err();
    Host host = new LocalHost(surroundings.environment().getOrDefault("PATH", ""));
    OpenHosts hosts = new OpenHosts(host, surroundings.environment(), surroundings.uuids());
    Map<Class<?>, Supplier<Object>> makers = new HashMap<>();
    makers.put(ImgapiCommand.class, () -> new ImgapiCommand(err));
    makers.put(ConfigCommand.class, () -> new ConfigCommand(new InspectConfig(reader), out));
    makers.put(
        GenConfigCommand.class, () -> new GenConfigCommand(new GenerateConfig(), host, out, err));
    Console console =
        new Console(
            err,
            surroundings.terminal(),
            surroundings.screen(),
            surroundings.interruption(),
            surroundings.clock());
    UseCases useCases =
        new InstanceUseCases(
            reader,
            host,
            TerminalEditor.of(surroundings.environment()),
            console.events("imgapi", false),
            surroundings.clock(),
            surroundings.sleeper(),
            surroundings.uuids());
    LogRecords records = new LogRecords(out, () -> HostName.of(host), surroundings.clock());
    makers.put(ConfigSetCommand.class, () -> new ConfigSetCommand(useCases, console, out));
    makers.put(ConfigEditCommand.class, () -> new ConfigEditCommand(useCases, console, out));
    makers.put(LogCommand.class, () -> new LogCommand(useCases, hosts, console, out));
    makers.put(LogRotatedCommand.class, () -> new LogRotatedCommand(useCases, out));
    makers.put(LogUploadCommand.class, () -> new LogUploadCommand(useCases, console, records, out));
    makers.put(BackupCommand.class, () -> new BackupCommand(useCases, console, records, out));
    makers.put(RestoreCommand.class, () -> new RestoreCommand(useCases, console, out));
    makers.put(VerifyCommand.class, () -> new VerifyCommand(useCases, console, out));
    makers.put(
        StatusCommand.class, () -> new StatusCommand(useCases, hosts, host.files(), console, out));
    makers.put(RotateKeyCommand.class, () -> new RotateKeyCommand(useCases, hosts, console, out));
    makers.put(PruneCommand.class, () -> new PruneCommand(useCases, console, out));
    makers.put(SnapshotsCommand.class, () -> new SnapshotsCommand(useCases, out));
    makers.put(
        SnapshotsRemoveCommand.class, () -> new SnapshotsRemoveCommand(useCases, console, out));
    makers.put(
        SnapshotsForgetImageCommand.class,
        () -> new SnapshotsForgetImageCommand(useCases, console, out));
    makers.put(SetupCommand.class, () -> new SetupCommand(useCases, out));
    makers.put(AttachCommand.class, () -> new AttachCommand(useCases, out));
    makers.put(DetachCommand.class, () -> new DetachCommand(useCases, out));
    makers.put(AuthKeysCommand.class, () -> new AuthKeysCommand(err));
    makers.put(AuthKeysListCommand.class, () -> new AuthKeysListCommand(useCases, out));
    makers.put(
        AuthKeysAddCommand.class,
        () -> new AuthKeysAddCommand(useCases, out, surroundings.input()));
    makers.put(
        AuthKeysRemoveCommand.class, () -> new AuthKeysRemoveCommand(useCases, console, out));
    makers.put(
        AuthKeysReloadCommand.class,
        () -> new AuthKeysReloadCommand(useCases, console, out, surroundings.environment()));
    makers.put(CertCommand.class, () -> new CertCommand(err));
    makers.put(CertShowCommand.class, () -> new CertShowCommand(useCases, out));
    makers.put(
        CertInstallCommand.class,
        () -> new CertInstallCommand(useCases, console, out, surroundings.environment()));
    makers.put(MantaEnvCommand.class, () -> new MantaEnvCommand(new MantaEnvironment(reader), out));
    MantaSessions manta =
        new MantaSessions(
            reader,
            surroundings.environment(),
            console.events("imgapi", false),
            surroundings.clock(),
            surroundings.sleeper());
    makers.put(MantaCommand.class, () -> new MantaCommand(err));
    makers.put(MantaLsCommand.class, () -> new MantaLsCommand(manta, out));
    makers.put(MantaFindCommand.class, () -> new MantaFindCommand(manta, console, out));
    makers.put(MantaInfoCommand.class, () -> new MantaInfoCommand(manta, out));
    makers.put(
        MantaGetCommand.class, () -> new MantaGetCommand(manta, console, surroundings.output()));
    makers.put(
        MantaPutCommand.class, () -> new MantaPutCommand(manta, console, surroundings.input()));
    makers.put(MantaRmCommand.class, () -> new MantaRmCommand(manta, console));
    makers.put(
        SandboxDemoCommand.class,
        () ->
            new SandboxDemoCommand(
                new Demo(
                    new TypistHere(surroundings),
                    ThisProgram.commandLine(),
                    surroundings.clock(),
                    out)));
    makers.put(SandboxCommand.class, () -> new SandboxCommand(err));
    makers.put(
        SandboxStartCommand.class, () -> new SandboxStartCommand(out, ThisProgram.commandLine()));
    makers.put(SandboxStatusCommand.class, () -> new SandboxStatusCommand(out));
    makers.put(SandboxEnvCommand.class, () -> new SandboxEnvCommand(out));
    makers.put(SandboxZoneCommand.class, () -> new SandboxZoneCommand(err));
    makers.put(SandboxZoneCreateCommand.class, () -> new SandboxZoneCreateCommand(out));
    makers.put(SandboxZoneListCommand.class, () -> new SandboxZoneListCommand(out));
    makers.put(SandboxZoneRebootCommand.class, () -> new SandboxZoneRebootCommand(out));
    makers.put(SandboxZoneReprovisionCommand.class, () -> new SandboxZoneReprovisionCommand(out));
    makers.put(SandboxFaultCommand.class, () -> new SandboxFaultCommand(out));
    Makers factory = new Makers(makers);
    CommandLine commands = new CommandLine(ImgapiCommand.class, factory);
    chosen.forEach(
        command ->
            commands.addSubcommand(command.getKey(), new CommandLine(command.getValue(), factory)));
    Failures failures = new Failures(out, err, records, Version.text());
    commands.setOut(surroundings.out());
    commands.setErr(surroundings.err());
    commands.setExecutionExceptionHandler(failures);
    commands.setExecutionStrategy(hosts::closedAfter);
    commands.setParameterExceptionHandler(failures);
    commands.setExecutionStrategy(new OptionsAtTheEnd());
    commands.setDefaultValueProvider(new EnvironmentDefaults(surroundings.environment()));
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setAbbreviatedOptionsAllowed(false);
    exitStatusSection(commands);
    return commands;
  }

  private static void exitStatusSection(CommandLine commands) {
    Map<String, String> codes =
        Stream.of(ExitCode.values())
            .collect(
                Collectors.toMap(
                    code -> String.valueOf(code.status()),
                    ExitCode::meaning,
                    (a, b) -> a,
                    LinkedHashMap::new));
    commands.getCommandSpec().usageMessage().exitCodeListHeading("%nExit status:%n");
    commands.getCommandSpec().usageMessage().exitCodeList(codes);
    commands.getSubcommands().values().forEach(CommandTree::exitStatusSection);
  }

  /** Makes commands with what they need, and everything else as picocli does. */
  private record Makers(Map<Class<?>, Supplier<Object>> makers) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      Supplier<Object> maker = makers.get(type);
      return maker != null ? type.cast(maker.get()) : CommandLine.defaultFactory().create(type);
    }
  }
}
